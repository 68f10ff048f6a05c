"""Help: what `--help` of each command says beside its options."""

EXAMPLES = """\
examples:
  morile score threats.csv                    a ranked table, scored in this process
  morile score threats.csv -o scored.csv      the results as a file
  morile score - --from ndjson < threats.ndjson
  morile score threats.csv --url https://scores.example.police.uk
  morile vector 'thematic@1.0.0/PH:severe/...'
  morile matrix show thematic@1.0.0
  morile matrix diff thematic@1.0.0 draft.toml"""

EXITS = """\
exit codes: 0 done, 1 some submissions (or a whole request or matrix) refused, or a version that
takes the wrong step, 2 wrong use, 3 input unreadable, 4 service unreachable, 5 the service failed
or would not answer

With --url, a token and certificates come from the environment: MORILE_TOKEN or MORILE_TOKEN_FILE,
MORILE_CLIENT_CERT, MORILE_CLIENT_KEY, MORILE_CA_BUNDLE; MORILE_TIMEOUT is in seconds."""

SCORING = """\
examples:
  morile score threats.csv
  morile score threats.csv --to json --explain
  morile score request.json -o scored.csv
  morile score threats.xlsx -o scored.xlsx
  morile score history.parquet --matrix thematic@1.0.0 -o scored.parquet
  morile score history.csv -o scored.parquet --rejects wrong.csv
  morile score - --from ndjson --to ndjson --matrix thematic@1.0.0 < history.ndjson"""

INPUT = """\
A CSV table has columns ref, organisation, threat_type, if wanted assessor, information_date,
marking and note (which is ignored), and a column for each criterion, or one column vector.
A cell says severe, unknown, minor|severe, and with a confidence severe~low. Without --matrix its
columns tell which matrix is meant. NDJSON has one submission a line; JSON is a request of the API.
Parquet and Arrow have the columns of a CSV table, of texts; from one to the other --matrix is
needed, and further columns are kept. From a pipe, and into one, Arrow is its stream, as in a file
that ends in .arrows. All but workbooks may be of any length.

A workbook is one that morile template wrote; -o scored.xlsx gives a copy of it with the results.

What is refused is listed with its row and column on standard error; the rest is scored. A line
that is too long to be held (10 million characters) is listed, and not written to --rejects.
In the CSV that is written, a reference that looks like a spreadsheet formula gets a ' before it;
in --rejects any cell that does, and it is taken off when they are scored again."""

PANELS = """\
examples:
  morile agreement panel.csv
  morile agreement panel.csv --compare periods --json
  morile agreement panel.xlsx -o agreement.xlsx"""

PANEL = """\
A CSV table has columns ref (which names the threat), organisation, threat_type, assessor (a role or
code) and a column for each criterion that was asked, or one column vector. A cell that is empty is
a missing answer. A column reference says true where the row is the agreed answer; a column period
says 2026, 2026-H1, 2026-Q1 or 2026-01 where periods are compared.

A workbook of morile template has a row for each threat and assessor, and the same columns.
The file is compared whole, or refused with every fault."""

MODERATING = """\
examples:
  morile moderate agreed.json
  morile moderate agreed.json --trail trail.json"""

AGREED = """\
FILE is a request of the API: a submission, and changes with criterion, from, to, reason and role.
It is made whole, or refused with every fault."""

REPLAYING = """\
examples:
  morile replay threats.csv --matrices drafts --under thematic@1.1.0
  morile replay threats.csv --under tactical@1.0.0 --crosswalk crosswalk.toml"""

CROSSING = """\
A crosswalk is a TOML file with one table [[crosswalk]] for each criterion that is carried over:
from, to and, where levels have other keys, levels = [{ from = "low", to = "minor" }, ...].
Between versions of one matrix it is needed for renamed criteria and levels only.

The file is replayed whole, or refused with every fault."""

PRIORITISING = """\
examples:
  morile priorities threats.csv --slots 12
  morile priorities threats.csv --slots 12 --tie-break highest:likelihood ref
  morile priorities threats.csv --rules agreed.toml --as-of 2026-11-22 --json"""

PRIORITISED = """\
The file is as for score; a column cost says what working each threat costs, where the rules have a
capacity. The rules are a file of TOML or JSON with members as in the API: slots or capacity,
reserve, tie_break, top, as_of, populations, reference_scores. What the command line says goes
before them.

The file is ranked whole, or refused with every fault: a ranking with a threat left out would be
another ranking."""

MOVING = """\
examples:
  morile sensitivity threats.csv
  morile sensitivity threats.csv --vary weights --by 0.2 --json
  morile sensitivity threats.csv --by 0.05 physical_impact=0.2"""

MOVED = """\
The file is as for score. It is taken whole, or refused with every fault: a ranking with a threat
left out would be another ranking."""

IN_SQL = """\
examples:
  morile matrix sql thematic@1.0.0 > thematic.sql
  morile matrix sql thematic@1.0.0 --dialect spark --table intel.threats --keep ref force"""

TEMPLATE = """\
The workbook has a sheet with one row a threat and a list of levels in every cell, the guidance for
every level, and a cover that says how to fill it in. morile score reads it back."""

TEMPLATES = """\
examples:
  morile template thematic@1.0.0 -o threats.xlsx
  morile template thematic@1.0.0 -o threats.xlsx --marking OFFICIAL"""

VERIFYING = """\
examples:
  morile verify answer.json --keys keys.json
  morile verify answer.json --keys keys.json --matrix thematic@1.0.0
  morile verify unsigned.json"""

VERIFIED = """\
FILE is an answer of the API, or the lines that answer a stream, as it was saved. Its signature is
checked against the keys, its matrices against those here, and every score is computed again from
its vector. Nothing is sent anywhere."""

SIGNED = """\
examples:
  morile matrix keygen agency
  morile matrix sign own/thematic/2.0.0.toml --key agency.pem"""

OF_DEVELOPMENT = """\
examples:
  morile dev-token --organisation E23000029
  morile dev-token --organisation SEROCU --scope morile:forces
  morile dev-token --organisation NCA --scope morile:all --minutes 5"""

DEVELOPMENT = """\
The token is printed, and kept in FOLDER/token, where MORILE_TOKEN_FILE may point. Beside it lie a
key, made once, and jwks.json, the set of keys to start the service with. All of it is for trying
things out on this machine: a service that others can reach refuses it."""
