"""Page *Tous les dossiers*: the cases of this browser, and four ways to a new one."""

from prioritisation.ui.dossiers.page import dossiers_page

dossiers_page()
