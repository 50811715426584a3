"""Eligibility: ask what the clauses ask, compute the verdict, explain it.

    load            a store -> schemes: each offer with its tiers, criteria, variables and provisions
    questionnaire   schemes -> questions: one a variable, each with the clauses that ask it, and what to ask next
    answer          what was given for each variable, checked, in its unit
    evaluate        criteria x answers -> a verdict by Kleene's logic, with presumption, applicability and amount
    stacking        verdicts -> what can be had together
    explain         verdicts -> words
    relevance       which schemes a text is about
    parser          what an applicant writes -> proposed answers, each with the words it was read from

Nothing here knows anything of the world: an unknown answer stays unknown, is never no and never zero, and never makes a
yes; only exclusions are presumed not to hold, and each verdict names them.
"""
