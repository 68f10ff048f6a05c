"""Claims: the names in a token that the service and whoever issues tokens must agree on."""

ORGANISATION = "organisation"
"""The claim that says who calls: a code of the vocabulary of organisations, or a list of them."""

FORCES = "morile:forces"
"""The scope of a regional unit that sends what its forces say."""

EVERYBODY = "morile:all"
"""The scope of a national agency that sends what anybody says."""

SCOPES = (FORCES, EVERYBODY)

DEVELOPMENT_ISSUER = "urn:morile:development"
DEVELOPMENT_AUDIENCE = "urn:morile:service"
DEVELOPMENT_KEY = "morile-development-"
"""How the id of a development key begins; the private half lies beside the public one."""
