#pragma once

#include "base/json_value.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace micrograph::jsonld {

enum class ProcessingMode : std::uint8_t { json_ld_1_0, json_ld_1_1 };

/// How a base direction of text is kept in RDF, which has no place for it.
enum class RdfDirection : std::uint8_t {
  none,             ///< it is dropped
  i18n_datatype,    ///< as a datatype `https://www.w3.org/ns/i18n#LANGUAGE_DIRECTION`
  compound_literal, ///< as a blank node with rdf:value, rdf:language, rdf:direction
};

/// Which nodes a frame embeds where they are referred to (JSON-LD 1.1 Framing, section 4.1).
enum class Embed : std::uint8_t {
  once,
  always,
  never,
  last, ///< of JSON-LD 1.0: the last of the references
};

/// What bounds a document that means harm. Beyond any of them: FormatError `jsonld.too-deep` or
/// `jsonld.too-large`.
struct Limits {
  std::size_t depth = 128;           ///< objects and arrays within each other
  std::size_t context_depth = 64;    ///< contexts that lead to one another; beyond: `jsonld.context-overflow`
  std::size_t loads = 256;           ///< documents and contexts loaded by IRI
  std::size_t embedded = 2'000'000;  ///< nodes that a frame embeds, each time counted
  std::uint64_t steps = 400'000'000; ///< elements and terms looked at, a measure of time
};

/// The members of JsonLdOptions (JSON-LD 1.1 API, section 9.3; Framing, section 7), named alike, with the
/// defaults given there.
struct Options {
  std::string base; ///< overrides the document's IRI; empty if not given
  std::optional<JsonValue> expand_context;
  ProcessingMode processing_mode = ProcessingMode::json_ld_1_1;
  bool compact_arrays = true;
  bool compact_to_relative = true;
  bool extract_all_scripts = false;
  bool ordered = false;
  bool produce_generalized_rdf = false;
  RdfDirection rdf_direction = RdfDirection::none;
  bool use_native_types = false;
  bool use_rdf_type = false;
  /// Of our own: from RDF, what would not come back the same is written the long way (lists whose cells have
  /// a type, JSON literals that are not in canonical form).
  bool exact = false;

  Embed embed = Embed::once;
  bool explicit_properties = false;
  bool omit_default = false;
  std::optional<bool> omit_graph; ///< absent: true unless the processing mode is 1.0
  bool require_all = false;

  Limits limits;
};

} // namespace micrograph::jsonld
