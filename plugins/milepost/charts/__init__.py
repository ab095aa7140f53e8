"""Charts as SVG, in the colors, font and text metrics of the pages around them.

Each chart type is a function from numbers to a `Plot`: `stacked_bars`, `strip`, `control_chart`, `scatter`, `heat_map`,
`step_lines` and `s_curves`. All draw within one `Frame`, on the scales of `scales`. Lengths are in CSS pixels at the
natural size of a chart unless noted.
"""
