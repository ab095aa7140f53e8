"""Charts as SVG, in the colors, the font and the text metrics of the pages around them.

Each form is a function from numbers to a `Plot`: `stacked_bars`, `strip`, `control_chart`, `scatter`, `heat_map`,
`step_lines` and `s_curves`. All of them draw within one `Frame`, on the scales of `scales`.
"""
