"""The audit: a search of a built site for everything that its readers may not see.

It shares no code with the audience filter and the redacted copy, whose results it audits.
"""
