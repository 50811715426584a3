"""The command line `policygraph`: one line a command here, what it does in `api/commands/`."""

from __future__ import annotations

import sys

import typer

from api.commands import (
    agent,
    asking,
    audit_log,
    auditing,
    collections,
    comparing,
    demo,
    eligibility,
    exchange,
    keeping,
    keys,
    model,
    parsing,
    plain_words,
    reading,
    rules,
    scoring,
    serving,
    upkeep,
)

__all__ = ["app", "main"]

app = typer.Typer(
    name="policygraph",
    help="读政策文件，答谁、何时、多少、依据哪一条 — reads Chinese policy documents, answers with the clause.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

app.command()(reading.ingest)
app.command()(reading.extract)
app.command()(serving.serve)
app.command()(demo.demo)
app.command()(agent.mcp)
app.command()(asking.search)
app.command()(asking.ask)
app.command()(eligibility.schemes)
app.command()(eligibility.check_eligibility)
app.add_typer(plain_words.app, name="plain-words")
app.add_typer(model.app, name="model")
app.command()(comparing.compare)
app.command()(comparing.align)
app.command()(comparing.offices)
app.command()(comparing.cascade)
app.command()(comparing.conflicts)
app.command()(comparing.validity)
app.command()(exchange.sparql)
app.command()(exchange.query)
app.command()(exchange.network)
app.command()(exchange.proof)
app.command()(exchange.export)
app.command()(exchange.check)
app.command()(exchange.reindex)
app.command()(upkeep.remove)
app.command()(upkeep.compact)
app.command()(keeping.backup)
app.command()(keeping.restore)
app.command()(keeping.repair)
app.command("audit-log")(audit_log.audit_log)
app.add_typer(keys.app, name="key")
app.add_typer(collections.app, name="collection")
app.command()(scoring.score)
app.command()(auditing.audit)
app.command()(rules.rules)
app.command()(parsing.parse)


def main() -> None:
    """Run the command line; an error of ours is one line on stderr and exit status 1."""
    from graph.errors import GraphError
    from ingest.errors import IngestError, RuleError

    try:
        app()
    except (GraphError, IngestError, RuleError) as error:
        print(error, file=sys.stderr)
        raise SystemExit(1) from None
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
        raise SystemExit(130) from None
    except BrokenPipeError:  # the reader of our output has gone: `policygraph search … | head`
        sys.stderr.close()
        raise SystemExit(0) from None
