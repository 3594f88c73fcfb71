#include "prov/name_conventions.hpp"

#include <doctest/doctest.h>

using namespace micrograph;

namespace {

/// `derived < origin` for each candidate.
std::vector<std::string> pairs(const std::vector<std::string>& names) {
  std::vector<std::string> out;
  for (const prov::NameCandidate& candidate : prov::candidates_from_names(names)) {
    CHECK(candidate.confidence > 0);
    CHECK(candidate.confidence < 1);
    out.push_back(names[candidate.derived] + " < " + names[candidate.origin]);
  }
  return out;
}

using List = std::vector<std::string>;

} // namespace

TEST_CASE("words at the end of a name") {
  CHECK(pairs({"x.tif", "x_MIP.tif", "y.tif"}) == List{"x_MIP.tif < x.tif"});
  CHECK(pairs({"a/x.dv", "a/x_D3D.dv"}) == List{"a/x_D3D.dv < a/x.dv"});
  CHECK(pairs({"x.png", "x_cp_masks.png"}) == List{"x_cp_masks.png < x.png"});
  CHECK(pairs({"x.czi", "x-Airyscan Processing-01.czi"}) == List{"x-Airyscan Processing-01.czi < x.czi"});
  CHECK(pairs({"x.tif", "xmask.tif", "x_masked.tif", "mask.tif", "_mask.tif"}).empty());
}

TEST_CASE("one word after the other") {
  const List names{"x.tif", "x_decon_MIP.tif"};
  CHECK(pairs(names) == List{"x_decon_MIP.tif < x.tif"});
  const auto found = prov::candidates_from_names(names);
  CHECK(found.at(0).confidence == doctest::Approx(0.81));
  CHECK(found.at(0).reason == "ends in \"_MIP\": projection, before that \"_decon\": deconvolution");
  CHECK(pairs({"x.tif", "x_decon.tif", "x_decon_MIP.tif"}) ==
        List{"x_decon.tif < x.tif", "x_decon_MIP.tif < x_decon.tif"});
  CHECK(pairs({"x.tif", "x_mask_mask_mask_mask_mask.tif"}).empty());
}

TEST_CASE("words at the start of a name") {
  CHECK(pairs({"x.czi", "MAX_x.tif"}) == List{"MAX_x.tif < x.czi"});
  CHECK(pairs({"x.czi", "AVG_x.czi.tif"}) == List{"AVG_x.czi.tif < x.czi"});
  CHECK(pairs({"x.czi", "MAXx.tif", "MAX_.tif", "b/MAX_x.tif"}).empty());
}

TEST_CASE("an instrument's format and one that is converted to") {
  CHECK(pairs({"x.czi", "x.ome.tiff"}) == List{"x.ome.tiff < x.czi"});
  CHECK(pairs({"d/x.nd2", "d/x.ome.zarr", "x.ome.zarr"}) == List{"d/x.ome.zarr < d/x.nd2"});
  CHECK(pairs({"x.tif", "x.ome.tif", "x.png"}).empty());
  CHECK(pairs({".czi", ".tif", "a.", "a", ""}).empty());
}

TEST_CASE("several origins share the confidence, and too many say nothing") {
  List names{"x.tif", "x.czi", "x_MIP.png"};
  const auto found = prov::candidates_from_names(names);
  REQUIRE(found.size() == 3); // x.tif may be converted from x.czi, too
  CHECK(found[1].confidence == doctest::Approx(0.45));
  for (std::size_t i = 0; i < prov::most_origins; ++i)
    names.push_back("x.e" + std::to_string(i));
  CHECK(pairs(names) == List{"x.tif < x.czi"});
}
