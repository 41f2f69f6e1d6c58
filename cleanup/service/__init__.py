"""Cleaning for programs and for people over HTTP on this machine: the service, the review page, and who may use them."""
