// What a page is told by the server, line after line; phones have it too, whose browsers may be old.
// on.told(text): a line came; on.lost(closed): the line is cut; on.opened(): it is back;
// on.wanted(): whether there is something to follow now; on.unheard(): nothing was ever heard, as
// where a proxy holds streams back: the page asks by itself.
function followStream(address, patience, on) {
  "use strict";
  var SILENT_MS = 35000, source = null, heard = false, alive = 0, again = 0, watching;

  function open() {
    clearTimeout(again);
    again = 0;
    if (source) source.close();
    source = new EventSource(address);
    heard = false;
    alive = Date.now();
    source.addEventListener("beat", function () { alive = Date.now(); });
    source.onopen = function () { if (on.opened) on.opened(); };
    source.onmessage = function (event) {
      heard = true;
      alive = Date.now();
      on.told(event.data);
    };
    source.onerror = function () {
      // A browser gives up after an answer that is no stream, such as a proxy's error page.
      var closed = source.readyState === EventSource.CLOSED;
      if (on.lost) on.lost(closed);
      if (closed) again = setTimeout(reopen, patience.again);
    };
  }
  function reopen() {
    again = 0;
    if (on.wanted()) open();
  }

  open();
  // A stream that no longer even beats has died without a word, as when a network was left: another
  // one is opened, which may be held back where this one was not.
  watching = setInterval(function () {
    if (again || !on.wanted()) return;
    if (source.readyState === EventSource.CLOSED) open(); // there was nothing to follow meanwhile
    else if (!heard && on.unheard) on.unheard();
    else if (Date.now() - alive > SILENT_MS) open();
  }, patience.look);

  return function close() {
    clearTimeout(again);
    clearInterval(watching);
    source.close();
  };
}
