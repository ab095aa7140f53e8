"""The audit: a built site searched for everything that its readers may not see, by code of its own.

It shares nothing with the audience filter and the redacted copy, whose results it audits.
"""
