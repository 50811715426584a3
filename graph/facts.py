"""Each kind of fact as JSON-LD, with the evidence it was read from."""

from __future__ import annotations

from graph import iri
from graph.asked import Frame, quantity_json
from graph.evidence import Json, day, decimal, evidence, present
from graph.office import agency_json, authority_json
from graph.title import title_key
from ingest.extract.reader import reader_of
from ingest.record import Citation, Deadline, Incentive, Provision, Record, Responsibility, Target

__all__ = ["fact_json"]


def fact_json(record: Record, name: str, frame: Frame) -> Json:
    """Return one record under its IRI `name`, with evidence, rule, confidence and where it came from.

    `frame` is that of its document: criteria may stand in other clauses than their offer, and be asked by several.
    """
    reader = reader_of(record.evidence.rule)
    node = {
        "@id": name,
        "@type": type(record).__name__,
        **_fields(record, name, frame),
        "evidence": evidence(record.evidence, name, frame.document),
        "rule": record.evidence.rule,
        "confidence": decimal(record.confidence),
        "reported": record.reported or None,
        "generatedBy": iri.reading(frame.document),
        "attributedTo": reader and iri.reader(frame.document, reader[0]),
    }
    return present(node)


def _fields(record: Record, name: str, frame: Frame) -> Json:
    if isinstance(record, Responsibility):
        return _responsibility(record, frame)
    if isinstance(record, Deadline):
        return {"kind": record.kind, "begins": day(record.start), "ends": day(record.end)}
    if isinstance(record, Target):
        return _target(record)
    if isinstance(record, Citation):
        return _citation(record)
    if isinstance(record, Provision):
        return _provision(record, frame.document)
    return _incentive(record, name, frame)


def _target(target: Target) -> Json:
    return {
        "indicatorName": target.indicator,
        "indicator": target.indicator_id and iri.indicator(target.indicator_id),
        "value": decimal(target.value),
        "unitName": target.unit,
        "unit": target.unit_id and iri.unit(target.unit_id),
        "op": target.op,
        "change": target.change,
        "scope": target.scope,
        "base": target.base,
        "by": day(target.by),
        "nature": target.nature,
        "targetRegion": target.region_id and iri.region(target.region_id),
    }


def _responsibility(duty: Responsibility, frame: Frame) -> Json:
    return {
        **agency_json(duty, frame.named),
        "agencyName": duty.agency_norm,
        "agencyAsWritten": duty.agency,
        "role": duty.role,
        "form": duty.form,
        "task": duty.task,
        "due": day(duty.due),
    }


def _citation(citation: Citation) -> Json:
    return {
        "title": citation.title,
        "titleKey": title_key(citation.title),
        "number": citation.number,
        "relation": citation.relation,
    }


def _provision(provision: Provision, document: str) -> Json:
    return {
        "kind": provision.kind,
        "appliesTo": [iri.clause(document, path) for path in provision.paths],
        "value": None if provision.value is None else decimal(provision.value),
        "unitName": provision.unit,
        "begins": day(provision.start),
        "ends": day(provision.end),
        "yearly": provision.yearly or None,
        "subject": provision.subject,
        "variable": provision.variable and iri.variable(document, provision.variable),
    }


def _incentive(incentive: Incentive, name: str, frame: Frame) -> Json:
    document, parts = frame.document, ("rate", "amount", "cap", "floor", "beyond")
    return {
        **_service(incentive, name, frame),
        "kind": incentive.kind,
        "beneficiary": incentive.beneficiary,
        **{part: quantity_json(getattr(incentive, part), f"{name}/{part}", document) for part in parts},
        "topUp": incentive.top_up or None,
        "conditions": frame.conditions(incentive),
        "logic": frame.logic(incentive),
        "validFrom": day(incentive.valid_from),
        "validTo": day(incentive.valid_to),
        "refersTo": None if incentive.ref is None else iri.clause(document, incentive.ref),
    }


def _service(incentive: Incentive, name: str, frame: Frame) -> Json:
    """Return an incentive as the public service that it is: named by its heading, described by its quote.

    What a document offers is its issuers' to give: of the whole of it no other authority is stated.
    """
    clause = incentive.evidence.clause
    return {
        "identifier": frame.id(name),
        "title": clause.title or next(filter(None, reversed(clause.headings)), frame.meta.title),
        "summary": incentive.evidence.quote,
        "competentAuthority": authority_json(frame.issuers, frame.meta, frame.document, frame.named),
        "legalResource": frame.document,
        "place": frame.meta.region_id and iri.region(frame.meta.region_id),
    }
