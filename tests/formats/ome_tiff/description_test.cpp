#include "formats/ome_tiff/description.hpp"

#include <doctest/doctest.h>

using micrograph::formats::ome_tiff::looks_like_ome_xml;

TEST_CASE("OME-XML is told by its root, not by a word that begins alike") {
  CHECK(looks_like_ome_xml("<OME xmlns=\"x\">"));
  CHECK(looks_like_ome_xml("\xEF\xBB\xBF<?xml version=\"1.0\"?><!-- read me --><ome:OME\n xmlns:ome=\"x\">"));
  CHECK(looks_like_ome_xml("<OME/>"));
  CHECK_FALSE(looks_like_ome_xml("<OME-metadata not available>")); // as cellSens writes
  CHECK_FALSE(looks_like_ome_xml("<x xmlns:OME=\"y\"/>"));
  CHECK_FALSE(looks_like_ome_xml("OME"));
  CHECK_FALSE(looks_like_ome_xml(""));
}
