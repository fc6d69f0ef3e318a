"""The pages: forms, links and templates, and what they rest on."""
