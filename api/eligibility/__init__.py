"""Eligibility at the edge: what a request asks, what an answer holds, and the tables that officials bring.

schemas   what the routes take and give
rows      schemes and verdicts -> rows of the answers
service   a request -> answers checked, schemes chosen, verdicts
elsewhere the same answers in other regions
record    a scheme -> the record of a public service
sheet     CSV or XLSX of applicants -> their answers
sandbox   applicants x a scheme, as it is and with other bounds
"""
