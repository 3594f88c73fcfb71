#include "identity/candidate_mappings.hpp"

#include "rdf/vocabulary.hpp"
#include "sssom/slots.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>

namespace micrograph::identity {

namespace {

/// Reasons that look at more than how something is called.
bool is_structural(Rule rule) {
  return rule != Rule::full_name && rule != Rule::initials && rule != Rule::several_initials && rule != Rule::transposed_name &&
         rule != Rule::title && rule != Rule::similar_title;
}

/// Labels are for reading in a table; one line, and not a whole description.
std::string cell_text(std::string text) {
  constexpr std::size_t longest = 200;
  std::replace_if(text.begin(), text.end(), [](unsigned char c) { return c < 0x20 || c == 0x7F; }, ' ');
  if (text.size() > longest) {
    std::size_t cut = longest;
    while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0) == 0x80)
      --cut;
    text.resize(cut);
  }
  return text;
}

std::string reasons_text(const Reasons& reasons) {
  std::string out;
  for (const Reason& reason : reasons)
    out += (out.empty() ? "" : "; ") + std::string(name_of(reason.rule)) + ' ' + score_text(static_cast<double>(reason.weight));
  return out;
}

} // namespace

std::string score_text(double score) {
  std::string digits = std::to_string(std::lround(score * 1000));
  if (digits.size() > 3)
    return "1";
  digits.insert(0, 3 - digits.size(), '0');
  while (digits.size() > 1 && digits.back() == '0')
    digits.pop_back();
  return "0." + digits;
}

std::string label_of(const Resolution& resolution, std::uint32_t entity) {
  std::string best;
  for (const Aspect aspect : {Aspect::name, Aspect::title}) {
    for (const Stated& stated : resolution.entities().of(entity, aspect)) {
      const rdf::Term term = resolution.source().term(stated.object);
      if (term.kind == rdf::TermKind::literal && !term.value.empty() && (best.empty() || term.value < best))
        best = term.value;
    }
    if (!best.empty())
      break;
  }
  return cell_text(best);
}

sssom::MappingSet candidate_mappings(const Resolution& resolution) {
  sssom::MappingSet set;
  set.file = "candidates";
  set.slots.set("mapping_set_id", "https://w3id.org/micrograph/identity/candidates");
  set.slots.set("license", "https://w3id.org/sssom/license/unspecified");
  set.slots.set("mapping_tool", "micrograph");
  const auto name = [&](std::uint32_t entity) { return resolution.source().term(resolution.entities().id(entity)).value; };
  for (const Candidate& candidate : resolution.candidates()) {
    const bool structural = std::any_of(candidate.reasons.begin(), candidate.reasons.end(), [](const Reason& reason) { return is_structural(reason.rule); });
    sssom::Mapping mapping;
    mapping.slots.set("subject_id", name(candidate.a));
    mapping.slots.set("subject_label", label_of(resolution, candidate.a));
    mapping.slots.set("predicate_id", rdf::vocabulary::owl::same_as);
    mapping.slots.set("object_id", name(candidate.b));
    mapping.slots.set("object_label", label_of(resolution, candidate.b));
    mapping.slots.set("mapping_justification", std::string(sssom::iris::semapv) + (structural ? "CompositeMatching" : "LexicalMatching"));
    mapping.slots.set("confidence", score_text(candidate.reasons.score()));
    mapping.slots.set("comment", reasons_text(candidate.reasons));
    set.mappings.push_back(std::move(mapping));
  }
  return set;
}

} // namespace micrograph::identity
