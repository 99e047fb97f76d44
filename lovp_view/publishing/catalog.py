"""The catalog of open data (DCAT-AP-NL 3.0, as JSON-LD): one dataset, the files it comes in, and the API.

https://docs.geostandaarden.nl/dcat/dcat-ap-nl30/
"""

from typing import Any

from lovp_data.package.schema import read_descriptor
from lovp_view.files.calendar_file import MIME as CALENDAR
from lovp_view.publishing.openapi import LICENCE, TABLE_NAMES
from lovp_view.view import paths
from lovp_view.view.scene import Scene
from lovp_view.view.texts import languages, load_texts

JSONLD = "application/ld+json"
Node = dict[str, Any]
_EU = "http://publications.europa.eu/resource/authority"
_IANA = "https://www.iana.org/assignments/media-types"
_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def catalog(scene: Scene, base: str) -> Node:
    """The catalog as JSON-LD; addresses begin with `base`."""
    dataset = f"{base}{paths.CATALOG}#dataset"
    return {
        "@context": _CONTEXT,
        "@id": f"{base}{paths.CATALOG}",
        "@type": "dcat:Catalog",
        "dct:title": _in_all("published.dashboard"),
        "dct:description": _in_all("published.about"),
        "dct:publisher": _publisher(),
        "dct:language": _ref(f"{_EU}/language/NLD"),
        "dct:license": _ref(LICENCE),
        "dct:modified": _day(scene),
        "dcat:dataset": _dataset(scene, base, dataset),
        "dcat:service": _service(base, dataset),
    }


def _dataset(scene: Scene, base: str, own: str) -> Node:
    descriptor = read_descriptor()
    period = {
        "@type": "dct:PeriodOfTime",
        "dcat:startDate": {"@value": descriptor["temporal"]["start"], "@type": "xsd:date"},
        "dcat:endDate": _day(scene),
    }
    return {
        "@id": own,
        "@type": "dcat:Dataset",
        "dct:identifier": own,
        "dct:title": [{"@value": descriptor["title"], "@language": "nl"}],
        "dct:description": [{"@value": descriptor["description"], "@language": "en"}, *_in_all("published.about")[:1]],
        "dct:creator": _publisher(),
        "dct:language": _ref(f"{_EU}/language/NLD"),
        "dct:temporal": period,
        "dct:modified": _day(scene),
        "dcat:version": descriptor["version"],
        "dcat:landingPage": _ref(f"{base}/verantwoording"),
        "dcat:distribution": _files(base),
        **_offered(base),
    }


def _files(base: str) -> list[Node]:
    return [
        _distribution(base, paths.PACKAGE, "application/zip", "Frictionless Data Package"),
        _distribution(base, paths.FEED, CALENDAR, "iCalendar"),
        _distribution(base, paths.ATOM, paths.ATOM_TYPE, "Atom"),
        *(_distribution(base, f"{paths.API}/{name}.csv", "text/csv", f"CSV: {name}") for name in TABLE_NAMES),
    ]


def _distribution(base: str, path: str, mime: str, title: str) -> Node:
    return {
        "@type": "dcat:Distribution",
        "@id": f"{base}{path}",
        "dct:title": title,
        "dcat:accessURL": _ref(f"{base}{path}"),
        "dcat:downloadURL": _ref(f"{base}{path}"),
        "dcat:mediaType": _ref(f"{_IANA}/{mime}"),
        "dct:license": _ref(LICENCE),
    }


def _service(base: str, dataset: str) -> Node:
    return {
        "@id": f"{base}{paths.API}",
        "@type": "dcat:DataService",
        "dct:title": "LOVP API",
        "dct:identifier": f"{base}{paths.API}",
        "dcat:endpointURL": _ref(f"{base}{paths.API}"),
        "dcat:endpointDescription": _ref(f"{base}{paths.API}/openapi.json"),
        "dcat:servesDataset": _ref(dataset),
        **_offered(base),
    }


def _offered(base: str) -> Node:
    """What dataset and service have in common: from whom, about what, for whom, under which licence."""
    return {
        "dct:publisher": _publisher(),
        "dcat:contactPoint": {"@type": "vcard:Kind", "vcard:fn": _publisher_name(), "vcard:hasURL": _ref(f"{base}/")},
        "dcat:theme": _ref(f"{_EU}/data-theme/JUST"),
        "dct:accessRights": _ref(f"{_EU}/access-right/PUBLIC"),
        "dct:license": _ref(LICENCE),
    }


def _publisher() -> Node:
    return {"@type": "foaf:Agent", "foaf:name": _publisher_name()}


def _publisher_name() -> str:
    """Who keeps this package; the notes themselves are others'."""
    return next(str(each["title"]) for each in read_descriptor()["contributors"] if each["role"] == "maintainer")


def _day(scene: Scene) -> Node:
    return {"@value": scene.reference_date.isoformat(), "@type": "xsd:date"}


def _in_all(key: str) -> list[Node]:
    return [{"@value": load_texts(language)(key), "@language": language} for language in languages()]


def _ref(address: str) -> Node:
    return {"@id": address}
