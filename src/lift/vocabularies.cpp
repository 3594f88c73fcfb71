#include "lift/vocabularies.hpp"

#include <cctype>
#include <cstdio>

namespace micrograph::lift {

namespace {

constexpr std::string_view ome = "https://w3id.org/micrograph/source/ome#";
constexpr std::string_view datacite = "https://w3id.org/micrograph/source/datacite#";
constexpr std::string_view czi = "https://w3id.org/micrograph/source/czi#";
constexpr std::string_view nd2 = "https://w3id.org/micrograph/source/nd2#";
constexpr std::string_view lif = "https://w3id.org/micrograph/source/lif#";
constexpr std::string_view zen = "https://w3id.org/micrograph/source/zen#";
constexpr std::string_view incell = "https://w3id.org/micrograph/source/incell#";
constexpr std::string_view yokogawa = "https://w3id.org/micrograph/source/yokogawa#";
constexpr std::string_view plain_xml = "https://w3id.org/micrograph/source/xml#";

bool is_ome(std::string_view uri) {
  // Sub-schemas of 2003-FC live under XMLschemas, those of later years under Schemas; /Schemas/ome/ is a
  // spelling seen in the wild and starts alike.
  return uri.starts_with("http://www.openmicroscopy.org/Schemas/") ||
         uri.starts_with("http://www.openmicroscopy.org/XMLschemas/");
}

bool is_datacite_kernel(std::string_view uri) {
  return uri.starts_with("http://datacite.org/schema/kernel-") ||
         uri.starts_with("https://datacite.org/schema/kernel-");
}

/// Names of these two would be taken for statements of the lifter itself, with or without the `#`.
bool is_reserved(std::string_view uri) {
  if (uri.ends_with('#'))
    uri.remove_suffix(1);
  return uri == "http://www.w3.org/1999/02/22-rdf-syntax-ns" || uri == "https://w3id.org/micrograph/xml";
}

bool has_scheme(std::string_view uri) {
  const std::size_t colon = uri.find(':');
  if (colon == std::string_view::npos || colon == 0 || !std::isalpha(static_cast<unsigned char>(uri[0])))
    return false;
  for (const char c : uri.substr(0, colon))
    if (!std::isalnum(static_cast<unsigned char>(c)) && c != '+' && c != '-' && c != '.')
      return false;
  return true;
}

/// Percent-encodes what an IRI may not hold (RFC 3987; the characters that N-Triples refuses).
std::string as_iri(std::string_view uri) {
  std::string out;
  for (const char c : uri) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte <= 0x20 || std::string_view("<>\"{}|^`\\").find(c) != std::string_view::npos) {
      char encoded[4];
      std::snprintf(encoded, sizeof encoded, "%%%02X", byte);
      out += encoded;
    } else {
      out += c;
    }
  }
  return out;
}

} // namespace

namespace {

std::string_view vocabulary_without_namespace(RootKind root) {
  switch (root) {
  case RootKind::image_document:
    return czi;
  case RootKind::datacite:
    return datacite;
  case RootKind::nd2:
    return nd2;
  case RootKind::lif:
    return lif;
  case RootKind::zen:
    return zen;
  case RootKind::incell:
    return incell;
  case RootKind::other:
    break;
  }
  return plain_xml;
}

} // namespace

RootKind kind_of_root(std::string_view local) {
  if (local == "ImageDocument")
    return RootKind::image_document;
  // The roots of the XML in an ND2 file, and of those that NIS-Elements writes beside its variants.
  if (local == "variant" || local == "CLxAuthentication" || local == "ReportObjects")
    return RootKind::nd2;
  // What ZEN saves of experiments, analyses, processing and jobs.
  if (local == "HardwareExperiment" || local == "ImageAnalysisSetting" || local == "ProcessingParameters" || local == "Job" ||
      local == "Metadata")
    return RootKind::zen;
  if (local == "ImageStack")
    return RootKind::incell;
  return local.starts_with("LMSDataContainer") ? RootKind::lif : RootKind::other;
}

std::string_view telling_child(std::string_view local) {
  if (local == "Job")
    return "OrganizationalStructure";
  if (local == "Metadata")
    return "Property";
  return local == "ImageStack" ? "AutoLeadAcquisitionProtocol" : "";
}

std::string vocabulary_of(std::string_view namespace_uri, RootKind root) {
  if (namespace_uri.empty())
    return std::string(vocabulary_without_namespace(root));
  if (is_ome(namespace_uri))
    return std::string(ome);
  if (is_datacite_kernel(namespace_uri))
    return std::string(datacite);
  if (namespace_uri.starts_with("http://www.yokogawa.co.jp/BTS/BTSSchema/"))
    return std::string(yokogawa);
  if (is_reserved(namespace_uri) || !has_scheme(namespace_uri))
    return std::string(plain_xml);
  std::string iri = as_iri(namespace_uri);
  if (!iri.ends_with('#') && !iri.ends_with('/'))
    iri += '#';
  return iri;
}

const std::string& Vocabularies::of_namespace(std::string_view uri) {
  const auto [entry, is_new] = by_namespace_.try_emplace(uri.data(), nullptr);
  if (is_new) {
    const std::string text = vocabulary_of(uri, root_);
    entry->second = &texts_.try_emplace(text, text).first->second;
  }
  return *entry->second;
}

std::string_view Vocabularies::term(const std::string& vocabulary, std::string_view local) {
  const auto [entry, is_new] = terms_.try_emplace({&vocabulary, local.data()});
  if (is_new) {
    const std::size_t size = vocabulary.size() + local.size();
    auto* const text = static_cast<char*>(pool_.allocate(size, 1));
    vocabulary.copy(text, vocabulary.size());
    local.copy(text + vocabulary.size(), local.size());
    entry->second = {text, size};
  }
  return entry->second;
}

} // namespace micrograph::lift
