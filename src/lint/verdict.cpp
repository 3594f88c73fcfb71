#include "lint/verdict.hpp"

#include <algorithm>

namespace micrograph::lint {

namespace {

using vocabulary::Located;
using vocabulary::Pack;
using vocabulary::Term;
using vocabulary::Vocabularies;

constexpr std::string_view rdf_namespace = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

std::string in_brackets(std::string_view iri) { return "<" + std::string(iri) + ">"; }

/// `<iri>`, and the term's label if it says more than the IRI does.
std::string described(std::string_view iri, const Term* term) {
  std::string text = in_brackets(iri);
  if (term != nullptr && vocabulary::folded_label(term->label) != vocabulary::folded_label(term->name))
    text += " (" + std::string(term->label) + ")";
  return text;
}

std::string described(const Vocabularies& vocabularies, std::string_view iri) {
  const auto place = vocabularies.locate(iri);
  return described(iri, place ? place->pack->find(place->name) : nullptr);
}

/// Its name, with the version if it is a number or a date: "as served" tells nobody anything.
std::string vocabulary_of(const Pack& pack) {
  const std::string& version = pack.head().version;
  const bool tells = !version.empty() && version[0] >= '0' && version[0] <= '9';
  return pack.head().title + (tells ? " (" + version + ")" : "");
}

/// The members of a container, of which there are as many as one likes, are in no list of terms.
bool is_container_member(std::string_view iri) {
  if (!iri.starts_with(rdf_namespace))
    return false;
  const std::string_view name = iri.substr(rdf_namespace.size());
  return name.size() > 1 && name[0] == '_' && name[1] != '0' &&
         std::all_of(name.begin() + 1, name.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// False where there is no label, or one that only repeats the end of the name (`DetectorType#PMT`): the vocabulary then says
/// nothing of how the term is called, and any label will do that is no other term's.
bool has_label_of_its_own(const Term& term) {
  const std::string label = vocabulary::folded_label(term.label);
  return label != vocabulary::folded_label(term.name) &&
         label != vocabulary::folded_label(term.name.substr(term.name.find_last_of("#/") + 1));
}

std::optional<Verdict> judge_term(const Vocabularies& vocabularies, const Located& place, std::string_view iri,
                                  Suggest suggest) {
  const Pack& pack = *place.pack;
  const Term* term = pack.find(place.name);
  if (term == nullptr) {
    if (!pack.head().complete || !pack.can_be_name(place.name) || is_container_member(iri))
      return std::nullopt;
    const Term* meant = suggest == Suggest::nearest ? nearest_term(pack, place.name) : nullptr;
    return Verdict{"term.unknown", Severity::error,
                   in_brackets(iri) + " is no term of " + vocabulary_of(pack) +
                       (meant ? "; the nearest is " + described(pack.iri_of(*meant), meant) : "")};
  }
  if (term->deprecated)
    return Verdict{"term.deprecated", Severity::warning,
                   in_brackets(iri) + " is deprecated in " + vocabulary_of(pack) +
                       (term->replaced_by.empty()
                            ? std::string("; the vocabulary names nothing that replaces it")
                            : "; it is replaced by " + described(vocabularies, term->replaced_by))};
  return std::nullopt;
}

} // namespace

std::optional<Verdict> judge_iri(const Vocabularies& vocabularies, std::string_view iri, Suggest suggest) {
  if (const auto slip = vocabularies.slip(iri))
    return Verdict{"term.slip", Severity::warning,
                   in_brackets(iri) + " should be " + described(vocabularies, slip->right) + ": " + slip->reason};
  const auto place = vocabularies.locate(iri);
  if (!place || place->name.empty())
    return std::nullopt;
  return judge_term(vocabularies, *place, iri, suggest);
}

std::optional<Verdict> judge_prefix(const Vocabularies& vocabularies, std::string_view name, std::string_view iri) {
  const auto slip = vocabularies.slip_of_namespace(iri);
  if (!slip)
    return std::nullopt;
  return Verdict{"term.slip", Severity::warning,
                 "the prefix " + std::string(name) + ": stands for " + in_brackets(iri) + ", which should be " +
                     in_brackets(slip->right) + ": " + slip->reason};
}

std::optional<Verdict> judge_label(const Vocabularies& vocabularies, std::string_view iri, std::string_view label) {
  const auto place = vocabularies.locate(iri);
  const Term* term = place ? place->pack->find(place->name) : nullptr;
  const std::string folded = vocabulary::folded_label(label);
  if (term == nullptr || folded.empty() || folded == vocabulary::folded_label(term->label) ||
      folded == vocabulary::folded_label(term->name))
    return std::nullopt;
  const Pack& pack = *place->pack;
  const Term* other = pack.find_label(label);
  const bool is_anothers = other != nullptr && other->kind == term->kind && other != term;
  if (!is_anothers && !has_label_of_its_own(*term))
    return std::nullopt;
  std::string text = in_brackets(iri) + " is called '" + std::string(label) + "' here and '" +
                     std::string(term->label) + "' in " + vocabulary_of(pack);
  if (is_anothers)
    text += ", where the former is the label of " + in_brackets(pack.iri_of(*other));
  return Verdict{"term.label", is_anothers ? Severity::warning : Severity::note, std::move(text)};
}

} // namespace micrograph::lint
