// Complete without this script; with it, sliders answer and nothing is lost.
(function () {
  "use strict";
  var $ = function (s, r) { return (r || document).querySelector(s); };
  var $$ = function (s, r) { return Array.prototype.slice.call((r || document).querySelectorAll(s)); };
  var words = JSON.parse($("#words").textContent);
  var net = $("#net"), SOONEST = 2000, LATEST = 15000, CUT = 8000;
  var wait = SOONEST, retry = 0, sending = false, following = false, stale = 0, ending = 0;

  var memory = {
    get: function (k) { try { return JSON.parse(localStorage.getItem(k)); } catch (e) { return null; } },
    set: function (k, v) { try { if (v) localStorage.setItem(k, JSON.stringify(v)); else localStorage.removeItem(k); } catch (e) { /* private browsing */ } }
  };

  function main() { return $("#main").dataset; }
  function outbox() { return "envoi-" + main().code; }
  function say(text) { $("#say").textContent = ""; setTimeout(function () { $("#say").textContent = text; }, 100); }

  // After a look at the server: whether the page stays as it is. A ballot begun for the same form
  // is never replaced, only the notice that the round closes is; another page stays when it says
  // the same; the one that makes invitations keeps what is typed, and takes over their count. The
  // key is taken over, so that the same version is not asked for again.
  function same(next) {
    var now = $("#main"), f = "[data-form]", r = ".band", was = $(f), is = $(f, next), told = $("[data-left]");
    var made = $("#issued"), count = $("#issued", next);
    if (!$(r, next) !== !$(r) || (was ? !is || is.dataset.form !== was.dataset.form : made ? !count : next.innerHTML !== now.innerHTML)) return false;
    now.dataset.key = next.dataset.key;
    if (made) made.textContent = count.textContent;
    if (was) { $("#closing").replaceWith($("#closing", next)); countdown(); }
    // It closes no more.
    if (told && !$("[data-left]")) say("");
    return true;
  }
  function countdown() {
    var told = $("[data-left]"), end = told && Date.now() + +told.dataset.left;
    clearInterval(ending);
    if (told) say(told.textContent);
    if (told) ending = setInterval(function () {
      var left = Math.max(0, Math.ceil((end - Date.now()) / 1000));
      told.textContent = told.textContent.replace(/\d+/, left);
      if (!left) { clearInterval(ending); setTimeout(look, Math.random() * 150, ""); }
    }, 250);
  }

  // The answer replaces <main>; focus goes to its title or its error, and the change is announced.
  // When a newer page of results replaces one, nothing scrolls and no focus is taken.
  function show(html, looked) {
    var box = document.createElement("template"); box.innerHTML = html;
    var next = $("main", box.content);
    if (!next) { location.reload(); return; }
    if (looked && same(next)) return;
    var stays = looked && next.dataset.page === "after" && main().page === "after";
    // What a reader had unfolded stays so.
    if (stays) $$("details").forEach(function (d, i) { var now = $$("details", next)[i]; if (now) now.open = d.open; });
    $("#main").replaceWith(next); document.title = next.dataset.title;
    say(next.dataset.say || "");
    if (stays) { start(); return; }
    var target = $(".err", next) || $("h1", next);
    target.tabIndex = -1; target.focus({ preventScroll: true }); scrollTo(0, 0); start();
  }

  function ask(url, options) {
    var stop = new AbortController(), late = setTimeout(function () { stop.abort(); }, CUT);
    options = options || {}; options.signal = stop.signal;
    options.headers = { "X-Part": "1", "X-Key": options.key || "" };
    if (options.body) options.headers["Content-Type"] = "application/x-www-form-urlencoded";
    return fetch(url, options).then(function (r) {
      return r.text().then(function (html) { return { status: r.status, html: html }; });
    }).finally(function () { clearTimeout(late); });
  }

  function start() {
    var form = $("form[data-form]"), keep = $(".keep"), code = main().code;
    if (form) ballot(form);
    if (keep) sends(keep, "bulletin-" + form.dataset.form);
    countdown();
    if (main().join) enter(main().join);
    if (code && main().key) follow(code);
    // A ballot that did not leave before the page was closed leaves now.
    var kept = code && memory.get(outbox());
    if (kept && !sending) send(kept);
  }

  // Said by the browser, so that a preview of the link counts for nobody.
  function enter(token) {
    ask("/vote/" + main().code + "/entrer", { method: "POST", body: new URLSearchParams({ jeton: token, seul: "1" }).toString() })
      .then(function (a) { if (a.status === 409) show(a.html); })
      .catch(function () { setTimeout(function () { if (main().join === token) enter(token); }, LATEST); });
  }

  // Told when the page has changed; never how many have voted. An erased meeting has no code.
  function follow(code) {
    if (following) return;
    following = true;
    followStream("/vote/" + code + "/flux", { again: LATEST, look: LATEST }, {
      wanted: function () { return main().code; },
      told: function (key) {
        if (key === main().key) return;
        clearTimeout(stale);
        // A whole room is told at the same instant: phones ask one after another.
        stale = setTimeout(function () { look(key); }, Math.random() * 150);
      },
      unheard: function () { look(""); }
    });
  }

  function look(key) {
    if (key === main().key || sending || memory.get(outbox())) return;
    ask(location.pathname, { key: key }).then(function (a) {
      if (a.status < 500 && (key || a.html.indexOf('data-key="' + main().key + '"') < 0)) show(a.html, true);
    }).catch(function () {
      if (key) { clearTimeout(stale); stale = setTimeout(function () { look(key); }, 3000); }
    });
  }

  function ballot(form) {
    var draft = "bulletin-" + form.dataset.form, rows = $$(".row", form);
    restore();
    var mode = form.dataset.mode, swing = mode === "swing", shared = mode === "points";
    var rest = swing ? 50 : 0;
    $$(".slide", form).forEach(function (box) { box.hidden = false; });

    function restore() {
      var old = memory.get(draft);
      if (!old || $(".err", form.parentNode)) return;
      Object.keys(old).forEach(function (name) {
        $$("[name]", form).forEach(function (f) {
          if (f.name !== name || f.type === "hidden") return;
          if (f.type === "radio" || f.type === "checkbox") f.checked = f.value === old[name]; else f.value = old[name];
        });
      });
    }
    function part(row) {
      var none = {}; // what this way of asking has not
      return { row: row, id: row.dataset.id, num: $(".num input", row) || none, range: $("[type=range]", row), eq: $("[name^=autant]", row) || none, abs: $("[name^=abstention]", row) || none };
    }
    var parts = rows.map(part);

    function points(f, first) {
      if (!swing && !shared) { var r = $(":checked", f.row); return r ? +r.value || null : undefined; }
      if (f.id === first || f.eq.checked) return 100;
      if (f.abs.checked) return null;
      var v = f.num.value.trim();
      return /^\d{1,3}$/.test(v) && +v <= 100 ? +v : undefined;
    }
    // Equal places share their weights.
    function placed(pts) {
      var order = [], found = pts.slice();
      pts.forEach(function (p, i) { if (p != null) order.push(i); });
      order.sort(function (a, b) { return pts[a] - pts[b]; });
      var n = order.length, tail = 0, w = [];
      for (var k = n; k > 0; k--) { tail += 1 / k; w[k - 1] = mode === "roc" ? tail : n - k + 1; }
      order.forEach(function (i) {
        var same = order.map(function (j, k) { return pts[j] === pts[i] ? w[k] : null; }).filter(Boolean);
        found[i] = same.reduce(function (a, b) { return a + b; }) / same.length;
      });
      return found;
    }
    // Each its nearest whole percent, as on the server: they need not add up, and it is said then.
    function percents(pts) {
      var total = 0;
      pts.forEach(function (p) { total += p || 0; });
      return pts.map(function (p) { return total && p != null ? Math.round(Math.round(1e11 * p / total) / 1e9) : 0; });
    }
    function percent(p) { return p + "\u00a0%"; }

    function refresh() {
      var first = swing ? form.premier.value : "", pts = parts.map(function (f) { return points(f, first); });
      var missing = parts.filter(function (f, i) { return pts[i] === undefined; })
        .map(function (f) { return $("legend", f.row).textContent; });
      if (swing && !first) missing = [words.first_one];
      var total = pts.reduce(function (a, b) { return a + (b || 0); }, 0), sum = totalled(total);
      var ready = !missing.length && (!shared || total === 100), x = 0;
      var counted = swing || shared ? pts : placed(pts), pct = percents(counted);
      var all = counted.reduce(function (a, b) { return a + (b || 0); }, 0);
      parts.forEach(function (f, i) {
        var p = pts[i], known = ready && p != null, text = known ? words.so.replace("{p}", percent(pct[i])) : "";
        f.row.classList.toggle("todo", p === undefined); f.row.classList.toggle("abs", p === null);
        if (p !== undefined) $$("[aria-invalid],.wrong", f.row).forEach(function (o) { o.removeAttribute("aria-invalid"); o.classList.remove("wrong"); });
        $$(".part", f.row).forEach(function (o) { o.textContent = text; });
        if (f.range) {
          f.range.value = p == null ? rest : p; f.range.style.setProperty("--p", p == null ? "0%" : p + "%");
          f.range.setAttribute("aria-valuetext", p === undefined ? words.unanswered : p === null ? words.abstention :
            words.out_of.replace("{n}", p) + (shared ? ", " + sum : known ? ", " + text : ""));
        }
        var bar = $$("#live rect")[i], width = known && all ? 100 * counted[i] / all : 0;
        bar.setAttribute("x", x + "%"); bar.setAttribute("width", width + "%"); x += width;
        $$("#live li b")[i].textContent = p === null ? words.abstention : known ? percent(pct[i]) : "–";
      });
      $("#live").hidden = !ready;
      $("#rounded").hidden = !all || pct.reduce(function (a, b) { return a + b; }) === 100;
      var err = $("#main .err"); if (ready && err) err.hidden = true;
      // The noun goes where the line is too short for it: the total stays on one.
      if (shared) { $("#total").innerHTML = "<b>" + sum.replace(/\spoints?/, "<u>$&</u>") + "</b>"; $("#total").className = total > 100 ? "over" : ""; }
      $("#miss").textContent = missing.length ? words.left.replace("{what}", missing.join(", ")) : shared && !ready ? sum : "";
    }
    function totalled(n) {
      var off = Math.abs(100 - n);
      return off ? (n < 100 ? words.rest : words.over)[+(off > 1)].replace("{n}", off) : words.total;
    }
    function keep() {
      var d = {};
      $$("input[name],textarea", form).forEach(function (f) {
        if (f.type === "hidden") return;
        if (f.type === "radio") { if (f.checked) d[f.name] = f.value; } else d[f.name] = f.type === "checkbox" && !f.checked ? "" : f.value;
      });
      memory.set(draft, d);
    }
    function owner(target) { return parts.filter(function (f) { return f.row.contains(target); })[0]; }

    form.addEventListener("input", function (e) {
      var t = e.target, f = owner(t);
      if (f) {
        if (t === f.range) { f.num.value = t.value; f.abs.checked = false; f.eq.checked = t.value === "100"; }
        else if (t === f.num) { f.abs.checked = false; f.eq.checked = t.value.trim() === "100"; }
        else if (t === f.eq) { f.abs.checked = false; f.num.value = t.checked ? "100" : ""; }
        else if (t === f.abs) { f.eq.checked = false; if (t.checked) f.num.value = ""; }
      }
      refresh(); keep();
    });
    // A tap on the untouched handle moves nothing, and yet answers where it stands. A finger that
    // went up or down more than sideways was scrolling: the answer from before it comes back.
    parts.forEach(function (f) {
      if (!f.range) return;
      var x, y, before;
      f.range.addEventListener("pointerdown", function (e) { x = e.clientX; y = e.clientY; before = [f.num.value, f.eq.checked, f.abs.checked]; });
      ["pointerup", "pointercancel"].forEach(function (kind) {
        f.range.addEventListener(kind, function (e) {
          var up = Math.abs(e.clientY - y), scrolled = kind === "pointercancel" || (up > 24 && up > Math.abs(e.clientX - x));
          // After the browser's own input event.
          setTimeout(function () {
            if (!before) return;
            if (scrolled) { f.num.value = before[0]; f.eq.checked = before[1]; f.abs.checked = before[2]; }
            else if (!f.num.value && !f.abs.checked) { f.num.value = f.range.value; }
            before = null; refresh(); keep();
          }, 0);
        });
      });
    });
    sends(form, draft);
    refresh();
  }

  function sends(form, draft) {
    form.addEventListener("submit", function (e) {
      e.preventDefault();
      // A double tap.
      if (sending || memory.get(outbox())) return;
      var data = new URLSearchParams(new FormData(form)); data.set("geste", "envoyer");
      send({ url: form.getAttribute("action"), body: data.toString(), draft: draft });
    });
  }

  function button(text) {
    $$("button[value=envoyer], .keep button").forEach(function (b) { b.setAttribute("aria-disabled", "true"); b.textContent = text; });
  }

  function send(letter) {
    sending = true; memory.set(outbox(), letter); button(words.sending);
    ask(letter.url, { method: "POST", body: letter.body }).then(function (a) {
      if (a.status >= 500 || a.status === 429) throw a;
      sending = false; memory.set(outbox(), null); net.textContent = ""; wait = SOONEST;
      if (a.status === 200) memory.set(letter.draft, null);
      show(a.html);
    }).catch(function (e) { sending = false; hold(e && e.status ? words.busy : words.offline); });
  }
  function hold(why) {
    if (!net.firstChild) {
      var p = document.createElement("p"), b = document.createElement("b"), again = document.createElement("button");
      b.textContent = why; again.textContent = words.retry; again.type = "button"; again.onclick = resend;
      p.append(b, " " + words.kept, again); net.append(p); say(why + " " + words.kept);
    }
    button(words.waiting);
    clearTimeout(retry); retry = setTimeout(resend, wait); wait = Math.min(wait * 1.5, LATEST);
  }
  function resend() {
    clearTimeout(retry);
    var letter = memory.get(outbox());
    if (letter && !sending) send(letter);
  }
  addEventListener("online", function () { if (net.firstChild) resend(); });
  // A sheet of invitations opens in another tab, or is a download: this page is not left, or is
  // come back to, and its count is another. Nothing tells a phone that was turned away either.
  function again() {
    if (/full|inv/.test(main().page)) ask(location.href).then(function (a) { if (a.status < 429) show(a.html, true); }, String);
  }
  addEventListener("submit", function () { setTimeout(again, 3e3); });
  addEventListener("focus", again);
  setInterval(again, LATEST);
  // Come back to by the back button, a page may be older than the ballot that was sent.
  addEventListener("pageshow", function (e) { if (e.persisted) location.reload(); });
  start();
})();
