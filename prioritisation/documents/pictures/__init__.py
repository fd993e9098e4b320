"""Analysis -> picture: the ranking and the weight triangle, for files.

Screens draw the same figures in HTML, faster and with hatching; files are drawn by
Altair with the product's own theme (French numbers, bundled font), always light.
Nothing is computed here: every figure comes from the analysis.
"""

from prioritisation.documents.pictures.screen import whole_picture, whole_picture_png

__all__ = ["whole_picture", "whole_picture_png"]
