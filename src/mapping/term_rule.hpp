#pragma once

#include "mapping/conversion.hpp"
#include "mapping/mapping_draft.hpp"
#include "mapping/profile.hpp"
#include "mapping/rule_vocabulary.hpp"
#include "mapping/source_graph.hpp"
#include "mapping/value_cast.hpp"
#include "mapping/value_tables.hpp"
#include "quantity/unit.hpp"
#include "sssom/mapping_set.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace micrograph::mapping {

/// A row of an SSSOM table that says that a class or property of a source is one of the profile, and how its values are read
/// (docs/mapping.md, "Terms").
class TermRule {
public:
  /// Absent if the row does not act: another predicate, a modifier, NoTermFound. Otherwise its term, and the statements of a
  /// source that it looks at, are added to the vocabulary. `tables` must outlive the rule. Throws FormatError `sssom.value` for
  /// a column of ours that cannot be.
  [[nodiscard]] static std::optional<TermRule> from(const sssom::MappingSet& set, const sssom::Mapping& mapping,
                                                    const Profile& profile, const ValueTables& tables,
                                                    RuleVocabulary& vocabulary);

  /// A term of the vocabulary without which the row makes nothing of a source.
  [[nodiscard]] RuleVocabulary::Number needed_term() const { return source_number_; }
  /// Appends what the row makes of a source, with derivations by `index`; and all places that were used. A
  /// value that the target cannot take is noted in the OddityLog of this thread as `mapping.value.invalid`.
  void apply(const SourceGraph& source, std::uint32_t index, MappingDraft& draft) const;

private:
  using Node = SourceGraph::Node;
  using Number = RuleVocabulary::Number;

  /// A value of the source: an attribute, or an element's text, or an element without.
  struct Value {
    std::optional<std::string_view> text;
    Node object = SourceGraph::any;
    Node node = SourceGraph::any; ///< its place: the subject and ending() for an attribute, else the object
    bool is_attribute = false;
  };
  /// How it is told which of several children of a node is meant.
  struct Choice {
    Number names; ///< property of the node: the ID of the one that is
    Number id;    ///< property of the children
  };
  /// What a value becomes; of kind none if nothing.
  struct Reading {
    rdf::Term term;
    Status status = Status::stated;
    bool has_named_unit = false; ///< so that its place was used, too
  };

  void read_columns(const sssom::MappingSet& set, const sssom::Mapping& mapping, const Profile& profile,
                    RuleVocabulary& vocabulary);
  void add_to(RuleVocabulary& vocabulary);
  void apply_class(const SourceGraph& source, std::uint32_t index, MappingDraft& draft) const;
  void apply_property(const SourceGraph& source, std::uint32_t index, MappingDraft& draft) const;
  [[nodiscard]] bool is_within(const SourceGraph& source, Node node) const;
  /// True if the node is of one of the classes.
  [[nodiscard]] bool is_one_of(const SourceGraph& source, Node node, const std::vector<Number>& classes) const;
  /// Of a row of a class: the node's parent is of the domain, since the node itself is what the row is about.
  [[nodiscard]] bool stands_in_domain(const SourceGraph& source, Node node) const;
  /// The node that something said of this one is stated of: it, or a parent.
  [[nodiscard]] Node stated_of(const SourceGraph& source, Node node) const;
  /// True if `stated_of` has chosen another than the node.
  [[nodiscard]] bool is_passed_over(const SourceGraph& source, Node node, Node stated_of) const;
  [[nodiscard]] Value value_of(const SourceGraph& source, Node subject, Node object) const;
  [[nodiscard]] Reading read(const SourceGraph& source, Node subject, const Value& value) const;
  /// What the source says the unit is; absent if nothing.
  [[nodiscard]] std::optional<rdf::Term> named_unit(const SourceGraph& source, Node subject) const;
  [[nodiscard]] Reading read_quantity(const SourceGraph& source, Node subject, const Value& value) const;
  [[nodiscard]] Reading read_text(const SourceGraph& source, const Value& value) const;

  /// In words, for findings.
  [[nodiscard]] PlaceText place_of(const SourceGraph& source, const Value& value) const;

  std::string source_term_, target_term_;
  std::string ending_; ///< of places of attributes: `/@Name`
  Number source_number_ = 0, target_number_ = 0, ending_number_ = 0, type_number_ = 0, value_number_ = 0;
  bool is_class_ = false;
  bool links_ = false;      ///< leads to an element, not to its text: white space in one is layout
  bool is_inverse_ = false; ///< what is stated runs from the source's object to its subject
  ValueType type_;
  Status status_ = Status::stated;
  Layer layer_ = Layer::core;
  std::string within_;          ///< start of the paths of subjects; empty: any
  std::vector<Number> domain_;  ///< classes that the subject must be one of; empty: any
  std::vector<Number> parents_; ///< classes of parents that things are said of in the subject's stead
  std::optional<Choice> chosen_by_;
  const ValueTables* tables_ = nullptr;
  std::string enumeration_; ///< that texts are looked up in; empty: they are not
  bool positive_ = false;     ///< a number that is not greater than zero says nothing
  bool numbers_only_ = false; ///< what is no number is not even odd: it means something else

  // Of a quantity: what it becomes, and what it is in.
  std::optional<quantity::Unit> unit_;
  std::string unit_property_; ///< names the unit; empty: the unit is always the one below
  Number unit_number_ = 0, unit_ending_number_ = 0;
  std::string usual_unit_; ///< if the source names none; empty: then nothing is known
  /// Declarations of the schema versions that make the usual unit a default of theirs.
  std::vector<Number> versions_;
};

} // namespace micrograph::mapping
