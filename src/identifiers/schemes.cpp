#include "identifiers/scheme.hpp"

#include "base/ascii.hpp"
#include "identifiers/readers.hpp"
#include "identifiers/text.hpp"

#include <algorithm>
#include <cstddef>

namespace micrograph::identifiers {

namespace {

// What stands before an identifier. The IRIs are those of the registry of prefixes (docs/identifiers.md).
constexpr std::string_view doi_marks[]{"doi.org/", "dx.doi.org/", "info:doi/", "urn:doi:", "doi:"};
constexpr std::string_view orcid_marks[]{"orcid.org/", "orcid:", "orcid id:", "orcid "};
constexpr std::string_view isni_marks[]{"isni.org/isni/", "isni.org/page/", "isni.org/", "urn:isni:", "isni:", "isni "};
constexpr std::string_view ror_marks[]{"ror.org/", "ror:"};
constexpr std::string_view uuid_marks[]{"urn:uuid:", "uuid:"};
constexpr std::string_view lsid_marks[]{"urn:lsid:"};
constexpr std::string_view ark_marks[]{"n2t.net/ark:", "ark:"};
constexpr std::string_view swh_marks[]{"archive.softwareheritage.org/browse/swh:", "archive.softwareheritage.org/swh:", "swh:"};
constexpr std::string_view dicom_marks[]{"urn:oid:", "oid:"};
constexpr std::string_view igsn_marks[]{"igsn.org/", "hdl.handle.net/10273/", "igsn:"};
constexpr std::string_view biosample_marks[]{"ebi.ac.uk/biosamples/samples/", "ebi.ac.uk/biosamples/sample/", "ncbi.nlm.nih.gov/biosample/",
                                             "ddbj.nig.ac.jp/resource/biosample/", "biosamples:", "biosample:"};
constexpr std::string_view handle_marks[]{"hdl.handle.net/", "info:hdl/", "hdl:", "handle:"};
constexpr std::string_view pmid_marks[]{"ncbi.nlm.nih.gov/pubmed/", "pubmed.ncbi.nlm.nih.gov/", "europepmc.org/abstract/med/",
                                        "info:pmid/", "pmid:", "pubmed:", "pmid "};
constexpr std::string_view pmcid_marks[]{"ncbi.nlm.nih.gov/pmc/articles/", "pmc.ncbi.nlm.nih.gov/articles/",
                                         "europepmc.org/articles/", "europepmc.org/article/pmc/", "pmcid:", "pmc:"};
constexpr std::string_view arxiv_marks[]{"arxiv.org/abs/", "arxiv.org/pdf/", "info:arxiv/", "arxiv:"};
constexpr std::string_view issn_marks[]{"portal.issn.org/resource/issn/", "urn:issn:", "issn:", "issn "};
constexpr std::string_view isbn_marks[]{"worldcat.org/isbn/", "urn:isbn:", "isbn:", "isbn-13:", "isbn-10:", "isbn "};
constexpr std::string_view cellosaurus_marks[]{"cellosaurus.org/", "web.expasy.org/cellosaurus/", "cellosaurus:", "cvcl:"};
constexpr std::string_view rrid_marks[]{"scicrunch.org/resolver/rrid:", "scicrunch.org/resolver/", "rrid:"};
constexpr std::string_view taxon_marks[]{"purl.obolibrary.org/obo/ncbitaxon_",
                                         "ncbi.nlm.nih.gov/taxonomy/browser/wwwtax.cgi?id=",
                                         "ncbi.nlm.nih.gov/taxonomy/",
                                         "purl.uniprot.org/taxonomy/",
                                         "ncbitaxon:",
                                         "ncbitaxon_",
                                         "taxonomy:",
                                         "taxid:"};
constexpr std::string_view uniprot_marks[]{"purl.uniprot.org/uniprot/", "purl.uniprot.org/isoforms/",
                                           "uniprot.org/uniprotkb/", "uniprot.org/uniprot/", "uniprotkb:", "uniprot:"};
constexpr std::string_view wikidata_marks[]{"wikidata.org/entity/", "wikidata.org/wiki/property:", "wikidata.org/wiki/",
                                            "wikidata:", "wd:"};
constexpr std::string_view spdx_marks[]{"spdx.org/licenses/", "spdx:"};
constexpr std::string_view creative_commons_marks[]{"creativecommons.org/licenses/",
                                                    "creativecommons.org/publicdomain/"};

bool looks_like_doi(std::string_view text) {
  return text.starts_with("10.") && text.find('/') != std::string_view::npos;
}

/// The form in which ORCID wants them; an ISNI is written with blanks or nothing between its groups.
bool looks_like_orcid(std::string_view text) {
  if (text.size() != 19)
    return false;
  for (std::size_t i = 0; i < text.size(); ++i)
    if (i % 5 == 4 ? text[i] != '-' : !ascii::is_digit(text[i]) && !(i == 18 && (text[i] | 0x20) == 'x'))
      return false;
  return true;
}

bool looks_like_uuid(std::string_view text) {
  return (text.size() == 36 || text.size() == 38) && read_uuid(text).status == Status::valid;
}

/// Below the roots that DICOM itself and many makers of images use, or of so many parts that it is no version, date or section.
bool looks_like_dicom_uid(std::string_view text) {
  constexpr std::ptrdiff_t most_parts_of_other_things = 6;
  return text.starts_with("1.2.840.") || text.starts_with("1.3.6.1.4.1.") || text.starts_with("2.25.") ||
         std::count(text.begin(), text.end(), '.') >= most_parts_of_other_things;
}

bool looks_like_pmcid(std::string_view text) {
  return text.starts_with("PMC") && text.size() >= 6;
}

bool looks_like_cellosaurus(std::string_view text) {
  return text.starts_with("CVCL_");
}

bool looks_like_biosample(std::string_view text) {
  return (text.starts_with("SAMN") || text.starts_with("SAMEA") || text.starts_with("SAMD")) && read_biosample(text).status == Status::valid;
}

bool looks_like_creative_commons(std::string_view text) {
  return take(text, "cc-") || take(text, "cc ") || take(text, "cc0");
}

constexpr unsigned any_but_person = thing::anything & ~thing::person;
constexpr unsigned thing_or_work = thing::work | thing::material | thing::instrument;

// One whose addresses begin like another's stands before it.
constexpr Scheme table[]{
    {"doi", "DOI", any_but_person, doi_marks, true, read_doi, looks_like_doi},
    {"orcid", "ORCID iD", thing::person, orcid_marks, false, read_orcid, looks_like_orcid},
    {"isni", "ISNI", thing::person | thing::organisation, isni_marks, false, read_isni, nullptr},
    {"ror", "ROR ID", thing::organisation, ror_marks, false, read_ror, nullptr},
    {"uuid", "UUID", thing::anything, uuid_marks, false, read_uuid, looks_like_uuid},
    {"lsid", "LSID", thing::anything, lsid_marks, false, read_lsid, nullptr},
    {"ark", "ARK", any_but_person, ark_marks, false, read_ark, nullptr},
    {"swhid", "SWHID", thing::work, swh_marks, false, read_swhid, nullptr},
    {"dicom-uid", "DICOM UID", thing_or_work, dicom_marks, false, read_dicom_uid, looks_like_dicom_uid},
    {"igsn", "IGSN", thing::material, igsn_marks, false, read_igsn, nullptr},
    {"biosample", "BioSamples accession", thing::material, biosample_marks, false, read_biosample, looks_like_biosample},
    {"handle", "Handle", any_but_person, handle_marks, true, read_handle, nullptr},
    {"pmid", "PMID", thing::work, pmid_marks, false, read_pmid, nullptr},
    {"pmcid", "PMCID", thing::work, pmcid_marks, false, read_pmcid, looks_like_pmcid},
    {"arxiv", "arXiv", thing::work, arxiv_marks, false, read_arxiv, nullptr},
    {"issn", "ISSN", thing::work, issn_marks, false, read_issn, nullptr},
    {"isbn", "ISBN", thing::work, isbn_marks, false, read_isbn, nullptr},
    {"cellosaurus", "Cellosaurus", thing::material, cellosaurus_marks, false, read_cellosaurus, looks_like_cellosaurus},
    {"rrid", "RRID", any_but_person & ~thing::licence, rrid_marks, false, read_rrid, nullptr},
    {"ncbitaxon", "NCBI Taxonomy", thing::taxon, taxon_marks, false, read_ncbi_taxon, nullptr},
    {"uniprot", "UniProt", thing::material, uniprot_marks, false, read_uniprot, nullptr},
    {"wikidata", "Wikidata", thing::anything, wikidata_marks, false, read_wikidata, nullptr},
    {"creative-commons", "Creative Commons", thing::licence, creative_commons_marks, false, read_creative_commons,
     looks_like_creative_commons},
    {"spdx", "SPDX", thing::licence, spdx_marks, false, read_spdx, nullptr},
};

} // namespace

std::span<const Scheme> schemes() {
  return table;
}

const Scheme* find_scheme(std::string_view name) {
  const std::string wanted = ascii::lower(name);
  const auto* found = std::find_if(std::begin(table), std::end(table), [&](const Scheme& s) { return s.name == wanted; });
  return found == std::end(table) ? nullptr : found;
}

} // namespace micrograph::identifiers
