#include "identifiers/recognition.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace micrograph::identifiers;

namespace {

struct Case {
  const char* scheme;
  const char* iri;
  std::vector<const char*> forms;   ///< recognised without being asked
  std::vector<const char*> asked;   ///< read if one asks for the scheme, and only then
  std::vector<const char*> refused; ///< not of the scheme, even if asked
};

const std::vector<Case>& cases() {
  static const std::vector<Case> all{
      {"doi", "https://doi.org/10.5072/ab(1)",
       {"10.5072/AB(1)", "doi:10.5072/ab(1)", "DOI: 10.5072/ab(1).", "(10.5072/ab(1))", "http://dx.doi.org/10.5072/ab(1)",
        "https://doi.org/10.5072/ab%281%29", "<https://doi.org/10.5072/ab(1)>", "https://n2t.net/doi:10.5072/ab(1)"},
       {},
       {"10.5072", "10.5/x", "10.5072/", "10.50a2/x"}},
      {"orcid", "https://orcid.org/0000-0002-1694-233X",
       {"0000-0002-1694-233x", "orcid:0000-0002-1694-233X", "http://www.orcid.org/0000-0002-1694-233X/",
        "https://orcid.org/0000-0002-1694-233X?lang=de", "https://orcid.org/http://orcid.org/0000-0002-1694-233X", "https://identifiers.org/orcid:0000-0002-1694-233X",
        "ORCID 0000-0002-1694-233X,"},
       {"000000021694233X", "0000 0002 1694 233X"},
       {"0000-0002-1694-233", "0000-0002-1694-233Y", "0000-0002-1694-2339", "00000-002-1694-233X", "0000-0002 -1694-233X"}},
      {"isni", "http://www.isni.org/isni/000000012281955X",
       {"ISNI: 0000 0001 2281 955X", "https://isni.org/isni/000000012281955X", "http://www.isni.org/000000012281955x", "urn:isni:000000012281955X"},
       {"000000012281955X", "0000 0001 2281 955X"},
       {"0000 0001 2281 9550", "0000 0001 2281"}},
      {"ror", "https://ror.org/02mhbdp94",
       {"https://ror.org/02MHBDP94/", "ror:02mhbdp94", "ror.org/02mhbdp94"},
       {"02mhbdp94"},
       {"02mhbdp95", "12mhbdp94", "02mhbip94", "02mhbdp9x", "02mhbdp944"}},
      {"uuid", "urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6",
       {"F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6", "urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6",
        "{f81d4fae-7dec-11d0-a765-00a0c91e6bf6}", "uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6"},
       {},
       {"00000000-0000-0000-0000-000000000000", "f81d4fae7dec11d0a76500a0c91e6bf6"}},
      {"lsid", "urn:lsid:openmicroscopy.org:Image:0",
       {"urn:lsid:OpenMicroscopy.org:Image:0", "URN:LSID:openmicroscopy.org:Image:0"},
       {},
       {"urn:lsid:openmicroscopy.org:Image1", "urn:lsid:a:b:1:2:3"}},
      {"ark", "http://n2t.net/ark:/13030/tf5p30086k",
       {"ark:/13030/tf5p30086k", "ark:13030/tf5p30086k", "https://n2t.net/ark:/13030/tf5p-3008-6k", "https://n2t.net/ark:13030/tf5p30086k"},
       {"13030/tf5p30086k"},
       {"ark:/13a30/x1", "ark:/13030/"}},
      {"swhid", "swh:1:rev:309cf2674ee7a0749978cf8265ab91a60aea0f7d",
       {"swh:1:rev:309cf2674ee7a0749978cf8265ab91a60aea0f7d", "https://identifiers.org/swh:1:rev:309cf2674ee7a0749978cf8265ab91a60aea0f7d",
        "swh:1:rev:309cf2674ee7a0749978cf8265ab91a60aea0f7d;origin=https://example.org/x",
        "https://archive.softwareheritage.org/swh:1:rev:309cf2674ee7a0749978cf8265ab91a60aea0f7d/"},
       {},
       {"swh:1:rev:309cf2674ee7a0749978cf8265ab91a60aea0f7", "swh:1:img:309cf2674ee7a0749978cf8265ab91a60aea0f7d",
        "swh:2:rev:309cf2674ee7a0749978cf8265ab91a60aea0f7d", "swh:1:rev:309CF2674ee7a0749978cf8265ab91a60aea0f7d"}},
      {"dicom-uid", "urn:oid:1.2.840.10008.5.1.4.1.1.2",
       {"1.2.840.10008.5.1.4.1.1.2", "1.2.840.10008.5.1.4.1.1.2,", "urn:oid:1.2.840.10008.5.1.4.1.1.2"},
       {},
       {"1.2.840.010008.5", "1.2.840..5", "1.2.840.5a", "3.1.2", "1.41.5", "1",
        "1.2.840.11111111111111111111111111111111111111111111111111111111111111111"}},
      {"igsn", "http://igsn.org/SSH000SUA", {"igsn:ssh000sua", "http://hdl.handle.net/10273/SSH000SUA"}, {"SSH000SUA"}, {"igsn:1", "S1"}},
      {"biosample", "https://www.ebi.ac.uk/biosamples/sample/SAMEA2397676",
       {"SAMEA2397676", "biosample:SAMEA2397676", "biosamples:samea2397676", "https://www.ebi.ac.uk/biosamples/samples/SAMEA2397676",
        "https://identifiers.org/biosample:SAMEA2397676", "https://www.ncbi.nlm.nih.gov/biosample/SAMEA2397676/"},
       {},
       {"SAMEA23x", "biosample:SAMX2397676", "biosample:SAMEA", "biosample:SAMEAB2397676", "SAMN1", "SAMN1234567890123456789"}},
      {"handle", "http://hdl.handle.net/21.11101/0000-0007-F8AE-B",
       {"hdl:21.11101/0000-0007-F8AE-B", "https://hdl.handle.net/21.11101/0000-0007-F8AE-B", "info:hdl/21.11101/0000-0007-F8AE-B"},
       {"21.11101/0000-0007-F8AE-B"},
       {"hdl:21.11101/", "hdl:x9/1", "21.11101"}},
      {"pmid", "https://www.ncbi.nlm.nih.gov/pubmed/16333295",
       {"PMID: 16333295", "pubmed:16333295", "https://pubmed.ncbi.nlm.nih.gov/16333295/", "http://www.ncbi.nlm.nih.gov/pubmed/16333295",
        "https://identifiers.org/pubmed:16333295"},
       {"16333295"},
       {"PMID:163332951234", "PMID:01633329", "PMID:1633x"}},
      {"pmcid", "http://europepmc.org/articles/PMC3084216",
       {"PMC3084216", "PMCID: PMC3084216", "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC3084216/", "pmc:PMC3084216", "PMC3084216.1"},
       {"3084216"},
       {"PMC03084216", "PMC30842x6"}},
      {"arxiv", "https://arxiv.org/abs/2301.00001v2",
       {"arXiv:2301.00001v2", "https://arxiv.org/pdf/2301.00001v2.pdf", "http://arxiv.org/abs/2301.00001v2"},
       {"2301.00001v2"},
       {"2313.00001", "2301.001", "2301.00001v", "arXiv:23"}},
      {"arxiv", "https://arxiv.org/abs/hep-th/9901001", {"arXiv:hep-th/9901001"}, {"hep-th/9901001"}, {"hep-th/99010", "/9901001"}},
      {"issn", "https://portal.issn.org/resource/ISSN/2049-3630",
       {"ISSN 2049-3630", "urn:issn:2049-3630", "https://portal.issn.org/resource/ISSN/2049-3630"},
       {"2049-3630", "20493630"},
       {"2049-3631", "2049-36", "X049-3630"}},
      {"isbn", "urn:isbn:9780306406157",
       {"ISBN 978-0-306-40615-7", "urn:isbn:0306406152", "ISBN-10: 0-306-40615-2"},
       {"9780306406157", "0-306-40615-2"},
       {"9770306406157", "978-0-306-40615", "0-306-40615-3"}},
      {"cellosaurus", "https://www.cellosaurus.org/CVCL_0030",
       {"CVCL_0030", "cellosaurus:CVCL_0030", "https://web.expasy.org/cellosaurus/CVCL_0030"}, {"0030"}, {"CVCL_003", "CVCL_00300"}},
      {"rrid", "https://identifiers.org/rrid/RRID:AB_262044",
       {"RRID:AB_262044", "RRID: AB_262044", "https://identifiers.org/rrid/RRID:AB_262044", "https://scicrunch.org/resolver/RRID:AB_262044",
        "https://identifiers.org/RRID/RRID:AB_262044"},
       {"AB_262044"},
       {"RRID:12", "RRID:AB_", "RRID:A B_2"}},
      {"ncbitaxon", "http://purl.obolibrary.org/obo/NCBITaxon_9606",
       {"NCBITaxon:9606", "http://purl.obolibrary.org/obo/NCBITaxon_9606", "NCBITaxon_9606", "taxid:9606",
        "https://www.ncbi.nlm.nih.gov/Taxonomy/Browser/wwwtax.cgi?id=9606", "https://identifiers.org/taxonomy:9606"},
       {"9606"},
       {"NCBITaxon:9a06", "NCBITaxon:0"}},
      {"uniprot", "http://purl.uniprot.org/uniprot/P12345",
       {"UniProtKB:P12345", "https://www.uniprot.org/uniprotkb/P12345", "http://purl.uniprot.org/uniprot/p12345"}, {"P12345"},
       {"P1234", "A12345", "UniProt:P1234X"}},
      {"uniprot", "http://purl.uniprot.org/isoforms/A0A022YWF9-2", {"uniprot:A0A022YWF9-2"}, {"A0A022YWF9-2"}, {"A0A022YWF9-"}},
      {"wikidata", "http://www.wikidata.org/entity/Q2207226",
       {"https://www.wikidata.org/wiki/Q2207226", "wikidata:Q2207226", "wd:Q2207226", "http://www.wikidata.org/entity/Q2207226"},
       {"Q2207226"},
       {"wd:X1", "wd:Q01"}},
      {"creative-commons", "https://creativecommons.org/licenses/by-nc/4.0/",
       {"CC BY-NC 4.0", "http://creativecommons.org/licenses/by-nc/4.0", "https://creativecommons.org/licenses/by-nc/4.0/deed.de"},
       {},
       {"CC BY-XY 4.0", "https://creativecommons.org/licenses/by-nc/9.0/"}},
      {"spdx", "http://spdx.org/licenses/MIT", {"https://spdx.org/licenses/MIT.html", "SPDX:MIT"}, {"MIT"}, {"a b", "spdx:a b"}},
  };
  return all;
}

} // namespace

TEST_CASE("recognition: every way of writing gives the one IRI, which gives itself") {
  for (const Case& one : cases()) {
    for (const char* text : one.forms) {
      const Recognition found = recognise(text);
      REQUIRE_MESSAGE(found.scheme != nullptr, text);
      CHECK_MESSAGE(found.scheme->name == one.scheme, text);
      CHECK_MESSAGE(found.iri == one.iri, text);
      CHECK_MESSAGE(read_as(*find_scheme(one.scheme), text).iri == one.iri, text);
    }
    const Recognition again = recognise(one.iri);
    CHECK_MESSAGE(again.iri == one.iri, one.iri);
  }
}

TEST_CASE("recognition: what looks like other things is read only if asked for") {
  for (const Case& one : cases())
    for (const char* text : one.asked) {
      CHECK_MESSAGE(recognise(text).status == Status::absent, text);
      CHECK_MESSAGE(read_as(*find_scheme(one.scheme), text).iri == one.iri, text);
    }
}

TEST_CASE("recognition: refused") {
  for (const Case& one : cases())
    for (const char* text : one.refused) {
      CHECK_MESSAGE(read_as(*find_scheme(one.scheme), text).status != Status::valid, text);
      CHECK_MESSAGE(recognise(text).iri != one.iri, text);
    }
}

TEST_CASE("recognition: every scheme has a case") {
  for (const Scheme& scheme : schemes()) {
    bool found = false;
    for (const Case& one : cases())
      found = found || scheme.name == one.scheme;
    CHECK_MESSAGE(found, scheme.name);
  }
}

TEST_CASE("recognition: a wrong checksum is told from what is no identifier") {
  CHECK(recognise("https://orcid.org/0000-0002-1825-0098").status == Status::wrong_checksum);
  CHECK(recognise("0000-0002-1825-0098").status == Status::wrong_checksum);
  CHECK(recognise("https://ror.org/02mhbdp95").status == Status::wrong_checksum);
  CHECK(recognise("https://orcid.org/0000-0002-1825-009").status == Status::malformed);
  CHECK(recognise("https://orcid.org/register").status == Status::absent);
  CHECK(recognise("urn:oid:1.2.840.113619.2#instrument").status == Status::absent);
  CHECK(recognise("Handle: turn to the 2nd left").status == Status::absent);
  for (const char* text : {"", " ", ".", "2015-2016", "P12345", "1.2.3", "1.2.276.0", "2009.06.22.21.43.10", "12345678", "doi:", "https://", "mine", "10 mm"})
    CHECK_MESSAGE(recognise(text).status == Status::absent, text);
}

TEST_CASE("recognition: one scheme's identifier is not another's") {
  CHECK(read_as(*find_scheme("orcid"), "https://ror.org/02mhbdp94").status == Status::absent);
  CHECK(read_as(*find_scheme("ror"), "https://orcid.org/0000-0002-1825-0097").status == Status::absent);
  CHECK(read_as(*find_scheme("pmid"), "doi:10.5072/1").status == Status::absent);
  CHECK(recognise("hdl:10.5072/X").iri == "https://doi.org/10.5072/x");
}

TEST_CASE("recognition: hostile texts end soon") {
  std::string prefixes;
  while (prefixes.size() < 1990)
    prefixes += "doi:";
  CHECK(recognise(prefixes).status != Status::valid);
  std::string addresses;
  while (addresses.size() < 1970)
    addresses += "https://doi.org/";
  CHECK(recognise(addresses + "10.5072/x").iri == "https://doi.org/10.5072/x");
  CHECK(recognise(std::string(2'000'000, '(')).status == Status::absent);
  CHECK(recognise(std::string(2'000'000, ')')).status == Status::absent);
  CHECK(recognise("10.5072/" + std::string(3000, 'x')).status == Status::absent);
  CHECK(recognise(std::string("10.5072/a\0b", 11)).status == Status::absent);
  CHECK(recognise("10.5072/\xff\xfe%").iri == "https://doi.org/10.5072/\xff\xfe%25");
}
