#include "sssom/check.hpp"

#include "base/error.hpp"
#include "rdf/iri.hpp"
#include "sssom/number.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <tuple>

namespace micrograph::sssom {

namespace {

constexpr std::size_t most_findings = 1000;

bool is_literal(const Mapping& mapping, const std::string& side) {
  return mapping.text(side + "_type") == "rdfs literal";
}

/// xsd:date without a zone, in the calendar.
bool is_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-')
    return false;
  const auto number = [&](std::size_t at, std::size_t length) {
    int value = 0;
    for (const char c : text.substr(at, length))
      value = c >= '0' && c <= '9' && value >= 0 ? value * 10 + (c - '0') : -1;
    return value;
  };
  const int year = number(0, 4), month = number(5, 2), day = number(8, 2);
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  constexpr int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return year >= 0 && month >= 1 && month <= 12 && day >= 1 &&
         day <= days[month - 1] + (month == 2 && leap ? 1 : 0);
}

bool has_control_character(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 && c != '\t' && c != '\n' && c != '\r';
  });
}

class Check {
public:
  explicit Check(const MappingSet& set)
      : set_(set), is_1_1_(set.slots.text("sssom_version") == "1.1" || version_needed(set) == Version::v1_1),
        findings_(set.oddities) {}

  std::vector<Finding> run() {
    for (const auto& [name, values] : set_.slots)
      slot(name, values, set_.place_of(name), {});
    set_itself();
    for (const Mapping& mapping : set_.mappings)
      check_mapping(mapping);
    record_ids();
    contradictions();
    if (unlisted_ > 0)
      findings_.push_back({"sssom.more", Severity::note, Place{set_.file, {}, {}, {}, {}},
                           std::to_string(unlisted_) + " more findings are not listed"});
    return std::move(findings_);
  }

private:
  void report(const char* code, std::string text, const Place& place, Severity severity = Severity::error) {
    // Every row of a table of millions may be wrong. That the set is not valid must not get lost.
    if (findings_.size() >= most_findings && (severity != Severity::error || has_error_)) {
      ++unlisted_;
      return;
    }
    has_error_ = has_error_ || severity == Severity::error;
    findings_.push_back({code, severity, place, std::move(text)});
  }

  void set_itself() {
    const Place place{set_.file, {}, {}, {}, {}};
    if (!set_.slots.has("license"))
      report("sssom.slot.missing", "the set has no license", place);
    if (!set_.slots.has("mapping_set_id"))
      report("sssom.slot.missing", "the set has no mapping_set_id", place, Severity::warning);
    if (is_1_1_ && set_.slots.text("sssom_version") != "1.1")
      report("sssom.version",
             "the set uses what SSSOM 1.1 has added, but does not say so: sssom_version: \"1.1\"", place,
             Severity::warning);
  }

  void check_mapping(const Mapping& mapping) {
    const Place place = set_.place_of(mapping);
    for (const auto& [name, values] : mapping.slots)
      slot(name, values, place, mapping.text(name.starts_with("subject") ? "subject_type" : "object_type"));
    for (const std::string_view name : {"predicate_id", "mapping_justification"})
      if (!mapping.slots.has(name))
        report("sssom.slot.missing", "this mapping has no " + std::string(name), place);
    for (const std::string side : {"subject", "object"}) {
      // A literal has a label, anything else an id.
      const std::string needed = side + (is_literal(mapping, side) ? "_label" : "_id");
      if (!mapping.slots.has(needed))
        report("sssom.slot.missing", "this mapping has no " + needed, place);
    }
    justification(mapping, place);
    cardinality(mapping, place);
    const std::string_view type = mapping.text("predicate_type");
    if (type == "rdfs literal" || type == "composed entity expression")
      report("sssom.value", "predicate_type cannot be \"" + std::string(type) + "\"", place);
    for (const std::string_view name : {"review_date", "reviewer_agreement"})
      if (mapping.slots.has(name) && !mapping.slots.has("reviewer_id") &&
          !mapping.slots.has("reviewer_label"))
        report("sssom.slot.missing",
               std::string(name) + " is there, but neither reviewer_id nor reviewer_label", place);
  }

  void justification(const Mapping& mapping, const Place& place) {
    const std::string_view text = mapping.text("mapping_justification");
    const auto iri = set_.prefixes.expand(text);
    if (text.empty() || !iri)
      return; // reported as missing, or for its prefix
    const auto known = justifications();
    if (!iri->starts_with(iris::semapv) ||
        std::find(known.begin(), known.end(), std::string_view(*iri).substr(iris::semapv.size())) ==
            known.end())
      report("sssom.value", "\"" + std::string(text) + "\" is no mapping_justification that SSSOM knows",
             place);
  }

  void cardinality(const Mapping& mapping, const Place& place) {
    const std::string_view text = mapping.text("mapping_cardinality");
    if (text.size() != 3)
      return;
    for (const auto& [side, at] : {std::pair{"subject_id", 0}, std::pair{"object_id", 2}})
      if (text[static_cast<std::size_t>(at)] == '0' &&
          set_.prefixes.expand(mapping.text(side)) != iris::no_term_found)
        report("sssom.value",
               "mapping_cardinality " + std::string(text) + " needs sssom:NoTermFound as " + side, place);
  }

  void slot(const std::string& name, const Values& values, const Place& place, std::string_view entity_type) {
    for (const std::string& value : values)
      if (has_control_character(value))
        report("sssom.value", "there is a control character in " + name, place);
    const Slot* slot = find_slot(name);
    if (values.size() > 1 && (!slot || !slot->is(Slot::several)))
      report("sssom.slot.several", name + " has several values, but can have only one", place);
    if (!slot)
      return;
    for (const std::string& value : values)
      check_value(*slot, value, place, entity_type);
  }

  void check_value(const Slot& slot, const std::string& value, const Place& place,
                   std::string_view entity_type) {
    switch (slot.type) {
    case SlotType::text:
      return;
    case SlotType::reference:
      // What a composed entity looks like, only those know who use it.
      if ((slot.name == "subject_id" || slot.name == "object_id") &&
          entity_type == "composed entity expression")
        return;
      return reference(slot, value, place);
    case SlotType::uri:
      return uri(slot, value, place);
    case SlotType::date:
      if (!is_date(value))
        report("sssom.value",
               "\"" + value + "\" in " + std::string(slot.name) + " is no date like 2020-05-30", place);
      return;
    case SlotType::number:
      if (const auto number = parse_number(value); !number || *number < slot.least || *number > slot.most)
        report("sssom.value",
               "\"" + value + "\" in " + std::string(slot.name) + " is no number from " +
                   plain_number(slot.least) + " to " + plain_number(slot.most),
               place);
      return;
    case SlotType::choice:
      if (!slot.choice(value))
        report("sssom.value", "\"" + value + "\" is not a value that " + std::string(slot.name) + " can have",
               place);
      return;
    }
  }

  void reference(const Slot& slot, const std::string& value, const Place& place) {
    if (!has_iri_characters(value) || value.find(':') == std::string::npos || value.starts_with("_:"))
      return report("sssom.value",
                    "\"" + value + "\" in " + std::string(slot.name) + " is neither a CURIE nor an IRI",
                    place);
    const auto iri = set_.prefixes.expand(value);
    if (!iri)
      return report("sssom.prefix",
                    "the prefix of \"" + value + "\" in " + std::string(slot.name) + " is not in curie_map",
                    place);
    if (*iri == iris::no_term_found && slot.name != "subject_id" && slot.name != "object_id")
      report("sssom.value", std::string(slot.name) + " cannot be sssom:NoTermFound", place);
  }

  /// Before 1.1 such a slot could have any text.
  void uri(const Slot& slot, const std::string& value, const Place& place) {
    if (rdf::has_scheme(value) && has_iri_characters(value))
      return;
    report("sssom.value", "\"" + value + "\" in " + std::string(slot.name) + " is no absolute URI", place,
           is_1_1_ ? Severity::error : Severity::warning);
  }

  void record_ids() {
    std::map<std::string_view, const Mapping*> seen;
    const Mapping* without = nullptr;
    for (const Mapping& mapping : set_.mappings) {
      const std::string_view id = mapping.text("record_id");
      if (id.empty())
        without = without ? without : &mapping;
      else if (!seen.emplace(id, &mapping).second)
        report("sssom.record-id", "the record_id \"" + std::string(id) + "\" belongs to a mapping further up",
               set_.place_of(mapping));
    }
    if (without && !seen.empty())
      report("sssom.record-id", "this mapping has no record_id, but others have one",
             set_.place_of(*without));
  }

  void contradictions() {
    using Triple = std::tuple<std::string_view, std::string_view, std::string_view>;
    const auto triple = [](const Mapping& m) {
      return Triple{m.text("subject_id"), m.text("predicate_id"), m.text("object_id")};
    };
    std::set<Triple> negated;
    for (const Mapping& mapping : set_.mappings)
      if (mapping.text("predicate_modifier") == "Not" && mapping.slots.has("subject_id") &&
          mapping.slots.has("object_id"))
        negated.insert(triple(mapping));
    for (const Mapping& mapping : set_.mappings)
      if (!mapping.slots.has("predicate_modifier") && negated.contains(triple(mapping)))
        report("sssom.contradiction", "the set also says that this mapping does not hold",
               set_.place_of(mapping), Severity::warning);
  }

  const MappingSet& set_;
  bool is_1_1_; ///< it says so, or makes use of what 1.1 has added
  std::vector<Finding> findings_;
  bool has_error_ = false; ///< one of its own, not of the reader
  std::uint64_t unlisted_ = 0;
};

bool is_since_1_1(const std::string& name, const Values& values, Slot::Trait also) {
  const Slot* slot = find_slot(name);
  if (!slot || name == "sssom_version")
    return false;
  if (slot->is(Slot::since_1_1) || slot->is(also))
    return true;
  const Choice* choice = slot->choice(values.front());
  return choice && choice->added_in == Version::v1_1;
}

} // namespace

std::vector<Finding> check(const MappingSet& set) {
  return Check(set).run();
}

void require_valid(const MappingSet& set) {
  for (const Finding& finding : check(set))
    if (finding.severity == Severity::error)
      throw FormatError(finding.code, finding.text, finding.place);
}

void require_identity(const MappingSet& set) {
  if (!set.slots.has("mapping_set_id"))
    throw FormatError("sssom.slot.missing", "the set has no mapping_set_id", Place{set.file, {}, {}, 1, {}});
}

Version version_needed(const MappingSet& set) {
  const auto any_new = [](const Slots& slots, Slot::Trait also) {
    return std::any_of(slots.begin(), slots.end(),
                       [&](const auto& slot) { return is_since_1_1(slot.first, slot.second, also); });
  };
  const bool needs_1_1 = any_new(set.slots, Slot::set_since_1_1) ||
                         std::any_of(set.mappings.begin(), set.mappings.end(), [&](const Mapping& mapping) {
                           return any_new(mapping.slots, Slot::since_1_1);
                         });
  return needs_1_1 ? Version::v1_1 : Version::v1_0;
}

} // namespace micrograph::sssom
