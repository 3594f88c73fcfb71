#include "mapping/value_tables.hpp"

#include "base/ascii.hpp"
#include "base/error.hpp"
#include "rdf/vocabulary.hpp"

namespace micrograph::mapping {

namespace {

namespace vocabulary = rdf::vocabulary;

constexpr char case_normalization[] = "https://w3id.org/semapv/vocab/CaseNormalization";
constexpr char blank_normalisation[] = "https://w3id.org/semapv/vocab/BlankNormalisation";

} // namespace

bool ValueTables::is_value_row(const sssom::Mapping& mapping) {
  return mapping.text("subject_type") == "rdfs literal";
}

std::string ValueTables::normalised(std::string_view text, std::size_t normalisation) {
  std::string out;
  const bool blanks = (normalisation & 2) != 0;
  for (const char c : blanks ? ascii::trimmed(text) : text) {
    const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (!blanks || !blank)
      out += c;
    else if (out.back() != ' ')
      out += ' ';
  }
  return (normalisation & 1) != 0 ? ascii::lower(out) : out;
}

bool ValueTables::add(const sssom::MappingSet& set, const sssom::Mapping& mapping, std::size_t row) {
  const Place place{set.file, {}, {}, mapping.line, {}};
  const auto enumeration = set.prefixes.expand(mapping.text("subject_source"));
  if (!enumeration)
    throw FormatError("sssom.slot.missing",
                      "a row about a literal needs subject_source, the enumeration that it is of", place);
  const auto predicate = set.prefixes.expand(mapping.text("predicate_id"));
  if ((predicate != vocabulary::skos::exact_match && predicate != vocabulary::skos::broad_match) || !mapping.text("predicate_modifier").empty())
    return false;

  ValueMeaning meaning;
  meaning.exact = predicate == vocabulary::skos::exact_match;
  meaning.file = set.file;
  meaning.line = mapping.line;
  meaning.row = row;
  const std::string label(mapping.text("object_label"));
  if (mapping.text("object_type") == "rdfs literal") {
    meaning.term = rdf::Term(rdf::TermKind::literal, label);
  } else if (const auto object = set.prefixes.expand(mapping.text("object_id"));
             object && *object != vocabulary::sssom::no_term_found) {
    meaning.term = rdf::Term(rdf::TermKind::iri, *object);
    if (!label.empty() && labelled_.intern(rdf::iri(*object)) == labels_.size())
      labels_.push_back({label, row});
  }

  std::size_t normalisation = 0;
  for (const std::string& value : mapping.values("subject_preprocessing")) {
    const auto step = set.prefixes.expand(value);
    normalisation |= step == case_normalization ? 1u : step == blank_normalisation ? 2u : 0u;
  }
  const std::string_view text = mapping.text("subject_label");
  put(*enumeration, 0, text, meaning);
  if (normalisation != 0)
    put(*enumeration, normalisation, text, meaning);
  return true;
}

void ValueTables::put(std::string_view enumeration, std::size_t normalisation, std::string_view text,
                      const ValueMeaning& meaning) {
  Texts& texts = enumerations_[std::string(enumeration)][normalisation];
  const auto [it, fresh] = texts.try_emplace(normalised(text, normalisation), meaning);
  if (fresh || (it->second.term == meaning.term && it->second.exact))
    return;
  if (it->second.exact == meaning.exact && it->second.term != meaning.term)
    throw FormatError("sssom.ambiguous",
                      "\"" + std::string(text) + "\" already means something else in line " +
                          std::to_string(it->second.line) + " of " + it->second.file,
                      Place{meaning.file, {}, {}, meaning.line, {}});
  if (meaning.exact)
    it->second = meaning;
}

const ValueMeaning* ValueTables::find(std::string_view enumeration, std::string_view text) const {
  const auto table = enumerations_.find(enumeration);
  if (table == enumerations_.end())
    return nullptr;
  for (std::size_t normalisation = 0; normalisation < normalisations; ++normalisation) {
    const Texts& texts = table->second[normalisation];
    if (texts.empty())
      continue;
    if (const auto it = texts.find(normalised(text, normalisation)); it != texts.end())
      return &it->second;
  }
  return nullptr;
}

const ValueTables::Label* ValueTables::label(const rdf::TermView& term, std::uint32_t hash) const {
  const auto number = labelled_.find(term, hash);
  return number == rdf::TermTable::none ? nullptr : &labels_[number];
}

} // namespace micrograph::mapping
