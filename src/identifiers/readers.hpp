#pragma once

#include "identifiers/scheme.hpp"

#include <string>
#include <string_view>
#include <utility>

namespace micrograph::identifiers {

// The readers of the table of schemes (schemes.cpp), one file a family. Each takes an identifier without prefix, address and
// punctuation around it, and never says `absent`: whoever called knows whether the text claimed to be one.

[[nodiscard]] inline Outcome malformed() {
  return {Status::malformed, {}};
}
[[nodiscard]] inline Outcome wrong_checksum() {
  return {Status::wrong_checksum, {}};
}
[[nodiscard]] inline Outcome valid(std::string iri) {
  return {Status::valid, std::move(iri)};
}

// people_and_organisations.cpp
[[nodiscard]] Outcome read_orcid(std::string_view text);
[[nodiscard]] Outcome read_isni(std::string_view text);
[[nodiscard]] Outcome read_ror(std::string_view text);

// publications.cpp
[[nodiscard]] Outcome read_doi(std::string_view text);
[[nodiscard]] Outcome read_handle(std::string_view text);
[[nodiscard]] Outcome read_pmid(std::string_view text);
[[nodiscard]] Outcome read_pmcid(std::string_view text);
[[nodiscard]] Outcome read_arxiv(std::string_view text);
[[nodiscard]] Outcome read_issn(std::string_view text);
[[nodiscard]] Outcome read_isbn(std::string_view text);

// objects.cpp
[[nodiscard]] Outcome read_ark(std::string_view text);
[[nodiscard]] Outcome read_lsid(std::string_view text);
[[nodiscard]] Outcome read_uuid(std::string_view text);
[[nodiscard]] Outcome read_dicom_uid(std::string_view text);
[[nodiscard]] Outcome read_swhid(std::string_view text);
[[nodiscard]] Outcome read_igsn(std::string_view text);
[[nodiscard]] Outcome read_biosample(std::string_view text);

// biology.cpp
[[nodiscard]] Outcome read_rrid(std::string_view text);
[[nodiscard]] Outcome read_wikidata(std::string_view text);
[[nodiscard]] Outcome read_ncbi_taxon(std::string_view text);
[[nodiscard]] Outcome read_cellosaurus(std::string_view text);
[[nodiscard]] Outcome read_uniprot(std::string_view text);

// licences.cpp
[[nodiscard]] Outcome read_creative_commons(std::string_view text);
[[nodiscard]] Outcome read_spdx(std::string_view text);

} // namespace micrograph::identifiers
