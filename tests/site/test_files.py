"""Files beside the pages: data never, others where somebody refers to them, images without their metadata."""

from __future__ import annotations

import pytest
from tests.conftest import MakeSite
from tests.support.data import ROADMAP
from tests.support.project import MKDOCS_YML, Project
from tests.support.tree import page
from tests.unit.file_metadata.test_images import JPEG, PNG, exif
from tests.unit.file_metadata.test_iso_media import film
from tests.unit.file_metadata.test_pdf import DOCUMENT as PDF


@pytest.fixture
def project(site: MakeSite) -> Project:
    found = site("")
    found.write("data/roadmap.yml", ROADMAP)
    return found


def test_data_is_never_copied(project: Project) -> None:
    for audience in ("public", "internal"):
        assert not [path for path in project.build(audience).files() if path.endswith((".yml", ".yaml"))]


def test_data_inside_the_pages_folder_is_never_copied(project: Project) -> None:
    project.write("docs/plans/roadmap.yml", ROADMAP)
    project.write("docs/plans/notes.md", "# Notes nobody gave an audience\n")
    project.write("docs/plans/secret.png", PNG)
    project.write(
        "docs/index.md",
        page("Home", body="[data](plans/roadmap.yml) [notes](plans/notes.md) ![x](plans/secret.png)"),
    )
    project.write("mkdocs.yml", MKDOCS_YML.replace("milepost: {", "milepost: {data_dir: docs/plans, "))
    for audience in ("public", "internal"):
        built = project.build(audience)
        assert built.has("roadmap/items/checkout/"), built.log
        assert not built.has("plans")


def test_a_pages_folder_that_is_all_data_publishes_its_pages_only(project: Project) -> None:
    project.write("docs/roadmap.yml", ROADMAP)
    project.write("mkdocs.yml", MKDOCS_YML.replace("milepost: {", "milepost: {data_dir: docs, "))
    built = project.build("internal")
    assert built.has("roadmap/items/checkout/"), built.log
    assert not built.has("roadmap.yml")


def test_outside_only_files_that_a_visible_page_refers_to_are_published(project: Project) -> None:
    for name in (
        "shown.png",
        "hidden.png",
        "orphan.pdf",
        "linked.pdf",
        "style.png",
        "raw image.png",
        "big.png",
        "meta.pdf",
    ):
        project.write(f"docs/files/{name}", PNG if name.endswith("png") else b"%PDF")
    project.write(
        "docs/guide/index.md",
        "---\naudience: public\nattachments: [../files/meta.pdf]\n---\n# Guide\n\n"
        "![Shown](../files/shown.png) [Linked](../files/linked.pdf#page=2)\n\n"
        "<img src='../files/raw%20image.png' srcset=\"../files/big.png 2x\">\n\n"
        "<div style=\"background: url('../files/style.png')\"></div>\n",
    )
    project.write("docs/inside.md", page("Inside", "internal", "![Hidden](files/hidden.png)"))
    public, internal = project.build("public"), project.build("internal")
    found = {path.removeprefix("files/") for path in public.files() if path.startswith("files/")}
    assert found == {"shown.png", "linked.pdf", "style.png", "raw image.png", "big.png", "meta.pdf"}
    assert internal.has("files/orphan.pdf")
    assert internal.has("files/hidden.png")


def test_files_that_the_site_itself_uses_are_published(project: Project) -> None:
    project.write("docs/img/logo.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    project.write("docs/img/back.png", PNG)
    project.write("docs/img/partner.png", PNG)
    project.write("docs/css/a.css", "@import 'b.css';")
    project.write("docs/css/b.css", "body { background: url(../img/back.png) }")
    project.write("docs/js/a.js", "fetch('data/points.json')")
    project.write("docs/data/points.json", "[]")
    project.write("docs/CNAME", "example.com\n")
    project.write(
        "theme/main.html",
        '{% extends "base.html" %}{% block announce %}<img src="{{ "img/partner.png"|url }}">{% endblock %}',
    )
    project.write(
        "mkdocs.yml",
        MKDOCS_YML.replace("{name: material}", "{name: material, logo: img/logo.svg, custom_dir: theme}")
        + "extra_css: [css/a.css]\nextra_javascript: [js/a.js]\n",
    )
    files = project.build("public").files()
    assert {
        "img/logo.svg",
        "img/back.png",
        "img/partner.png",
        "css/a.css",
        "css/b.css",
        "js/a.js",
        "data/points.json",
        "CNAME",
    } <= files.keys()


def test_a_file_that_stands_in_for_one_of_the_themes_stays(project: Project) -> None:
    project.write("docs/assets/images/favicon.png", PNG)
    assert project.build("public").files()["assets/images/favicon.png"] == PNG


def test_where_it_is_hidden_the_themes_own_comes_back(project: Project) -> None:
    original = project.build("public").files()
    project.write("docs/assets/images/favicon.png", PNG)
    project.write("docs/assets/_audience.yml", "audience: internal\n")
    assert project.build("public").files() == original
    assert project.build("internal").files()["assets/images/favicon.png"] == PNG


def test_images_lose_their_metadata_outside(project: Project) -> None:
    project.write("docs/photo.jpg", JPEG[:2] + exif(1) + JPEG[2:])
    project.write("docs/plan.svg", '<svg xmlns="http://www.w3.org/2000/svg"><metadata>Ada</metadata><path d=""/></svg>')
    project.write("docs/index.md", page("Home", body="![Photo](photo.jpg) ![Plan](plan.svg)"))
    built = project.build("public")
    assert built.files()["photo.jpg"] == JPEG
    assert "Ada" not in built.read("plan.svg")
    assert b"SECRET" in project.build("internal").files()["photo.jpg"]


@pytest.mark.parametrize("name", ["photo.png", "PHOTO.JPG", "photo.dat", "photo", "photo.css"])
def test_an_image_loses_its_metadata_under_any_name(project: Project, name: str) -> None:
    project.write(f"docs/files/{name}", JPEG[:2] + exif(1) + JPEG[2:])
    project.write("docs/index.md", page("Home", body=f"[Photo](files/{name})"))
    assert project.build("public").files()[f"files/{name}"] == JPEG


def test_an_image_beside_the_templates_loses_its_metadata_too(project: Project) -> None:
    project.write("overrides/photo.jpg", JPEG[:2] + exif(1) + JPEG[2:])
    project.change("mkdocs.yml", "{name: material}", "{name: material, custom_dir: overrides}")
    assert project.build("public").files()["photo.jpg"] == JPEG


def test_a_pdf_loses_its_author(project: Project) -> None:
    project.write("docs/report.pdf", PDF)
    project.write("docs/index.md", page("Home", body="[Report](report.pdf)"))
    built = project.build("public")
    assert b"SECRET" not in built.files()["report.pdf"]
    assert built.warnings() == []
    assert project.build("internal").files()["report.pdf"] == PDF


@pytest.mark.parametrize("name", ["broken.png", "scan.tif", "scan.png", "words.docx", "report.pdf", "film.mp4"])
def test_a_file_whose_metadata_cannot_be_removed_is_left_out_unless_somebody_wants_it(
    project: Project, name: str
) -> None:
    content = {
        "broken.png": b"no image",
        "scan.tif": b"II*\0 SECRET",
        "scan.png": b"II*\0 SECRET",
        "words.docx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 SECRET",
        "report.pdf": b"%PDF-1.7 SECRET",
        "film.mp4": film(b"camm"),
    }[name]
    project.write(f"docs/files/{name}", content)
    project.write("docs/index.md", page("Home", body=f"[File](files/{name})"))
    built = project.build("public")
    assert not built.has(f"files/{name}")
    assert len(built.warnings()) == 1
    assert f"files/{name}: left out, since it" in built.warnings()[0]
    assert "SECRET" not in built.log
    project.change("mkdocs.yml", "as_of:", f"keep_metadata: ['files/*{name[-4:]}'], as_of:")
    built = project.build("public")
    assert built.files()[f"files/{name}"] == content
    assert built.warnings() == []


def test_a_file_that_the_navigation_leads_to_is_published(project: Project) -> None:
    project.write("docs/brochure.pdf", b"%PDF")
    project.write("docs/orphan.pdf", b"%PDF")
    project.write("mkdocs.yml", MKDOCS_YML + "nav: [index.md, {Brochure: brochure.pdf}]\n")
    built = project.build("public")
    assert built.has("brochure.pdf")
    assert not built.has("orphan.pdf")
