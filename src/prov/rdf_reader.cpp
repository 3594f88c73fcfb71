#include "prov/rdf_reader.hpp"

#include "base/error.hpp"
#include "prov/date_time.hpp"
#include "prov/kinds.hpp"
#include "prov/vocabulary.hpp"
#include "rdf/vocabulary.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace micrograph::prov {

namespace {

using rdf::Quad;
using rdf::Term;
using rdf::TermKind;

/// Classes of PROV-O that make an element of what is not said to be one otherwise.
constexpr std::pair<const char*, Kind> subclasses[] = {
    {"Person", Kind::agent},  {"Organization", Kind::agent}, {"SoftwareAgent", Kind::agent},
    {"Plan", Kind::entity},   {"Collection", Kind::entity},  {"EmptyCollection", Kind::entity},
    {"Bundle", Kind::entity},
};

constexpr std::tuple<const char*, Kind> inverses[] = {
    {"generated", Kind::generation}, {"invalidated", Kind::invalidation}, {"influenced", Kind::influence}};
constexpr std::tuple<const char*, Kind> moments[] = {{"generatedAtTime", Kind::generation},
                                                     {"invalidatedAtTime", Kind::invalidation}};

std::string name_of(const Term& term) {
  return term.kind == TermKind::blank ? "_:" + term.value : term.value;
}

/// Whether an object can stand where a time, or where a name is wanted.
bool fits(const Term& object, Role role) {
  return (object.kind == TermKind::literal) == (role == Role::time) &&
         (role != Role::time || is_date_time(object.value));
}

/// One graph, read into records.
class Reader {
public:
  explicit Reader(std::vector<const Quad*> quads) : quads_(std::move(quads)) {
    for (const Quad* quad : quads_)
      if (quad->subject.kind != TermKind::literal)
        by_subject_[name_of(quad->subject)].push_back(quad);
  }

  std::vector<Record> read() {
    for (const auto& [subject, statements] : by_subject_) {
      read_element(subject, statements);
      collect_influences(subject, statements);
    }
    for (const auto& [influence, ends] : influences_)
      read_influence(influence, ends);
    for (const auto& [subject, statements] : by_subject_)
      read_direct(subject, statements);
    return std::move(records_);
  }

private:
  /// Which kind of influence a node is, and whose.
  struct Influence {
    Kind kind = Kind::influence;
    const DerivationSpec* special = nullptr;
    std::vector<std::string> influencees;
  };

  static bool is_type(const Quad& quad) { return quad.predicate.value == rdf::vocabulary::rdf::type; }
  static bool is_class(const Quad& quad, std::string_view local) {
    return is_type(quad) && quad.object.kind == TermKind::iri && prov_local(quad.object.value) == local;
  }

  void add(Record record) {
    if (records_.size() >= max_records)
      throw FormatError("prov.too-large", "more records than can be held");
    records_.push_back(std::move(record));
  }

  void read_element(const std::string& subject, const std::vector<const Quad*>& statements) {
    for (const Kind kind : {Kind::entity, Kind::activity, Kind::agent}) {
      const KindSpec& spec = spec_of(kind);
      const bool is_one = std::any_of(statements.begin(), statements.end(), [&](const Quad* quad) {
        return is_class(*quad, spec.clazz) ||
               std::any_of(std::begin(subclasses), std::end(subclasses), [&](const auto& subclass) {
                 return subclass.second == kind && is_class(*quad, subclass.first);
               });
      });
      if (!is_one)
        continue;
      Record record{kind, subject, {}, {}};
      // An entity that is an agent, too, gets its attributes once.
      const bool is_first = records_.empty() || records_.back().id != subject;
      for (const Quad* quad : statements) {
        const std::string_view property = prov_local(quad->predicate.value);
        bool is_argument = false;
        for (std::size_t i = 0; i < spec.arguments.size(); ++i)
          if (property == spec.arguments[i].property && fits(quad->object, spec.arguments[i].role)) {
            set_or_repeat(record, i, quad->object.value);
            is_argument = true;
          }
        if (!is_argument && is_first)
          add_attribute(record, *quad);
      }
      add(std::move(record));
    }
  }

  /// A second time of an activity makes a second record of it: check_constraints() says that they cannot both be.
  void set_or_repeat(Record& record, std::size_t place, const std::string& value) {
    if (!record.arguments[place]) {
      record.arguments[place] = value;
      return;
    }
    Record again{record.kind, record.id, {}, {}};
    again.arguments[place] = value;
    add(std::move(again));
  }

  void collect_influences(const std::string& subject, const std::vector<const Quad*>& statements) {
    for (const Quad* quad : statements) {
      const std::string_view property = prov_local(quad->predicate.value);
      if (property == "hadUsage" || property == "hadGeneration")
        referred_.insert(name_of(quad->object));
      for (const KindSpec& spec : kind_specs()) {
        if (!spec.qualified)
          continue;
        if (is_class(*quad, spec.clazz))
          influence(subject, spec.kind);
        if (property == spec.qualified && quad->object.kind != TermKind::literal)
          influence(name_of(quad->object), spec.kind).influencees.push_back(subject);
      }
      for (const DerivationSpec& special : special_derivations()) {
        if (is_class(*quad, special.clazz))
          influence(subject, Kind::derivation).special = &special;
        if (property == special.qualified && quad->object.kind != TermKind::literal) {
          Influence& found = influence(name_of(quad->object), Kind::derivation);
          found.special = &special;
          found.influencees.push_back(subject);
        }
      }
    }
  }

  /// A node with several kinds keeps the narrower: everything is an influence.
  Influence& influence(const std::string& name, Kind kind) {
    Influence& found = influences_[name];
    if (kind != Kind::influence)
      found.kind = kind;
    return found;
  }

  void read_influence(const std::string& name, const Influence& influence) {
    const KindSpec& spec = spec_of(influence.kind);
    std::array<std::vector<std::string>, max_arguments> arguments;
    arguments[0] = influence.influencees;
    Record record;
    record.kind = influence.kind;
    if (!name.starts_with("_:") || referred_.contains(name))
      record.id = name;
    const auto found = by_subject_.find(name);
    if (found != by_subject_.end())
      for (const Quad* quad : found->second)
        if (!take_argument(spec, *quad, arguments))
          add_attribute(record, *quad);
    if (influence.special &&
        std::none_of(record.attributes.begin(), record.attributes.end(),
                     [&](const auto& a) { return prov_local(a.value.value) == influence.special->clazz; }))
      record.attributes.push_back(type_of(*influence.special));
    std::size_t count = 1;
    for (const auto& values : arguments)
      count = std::max(count, values.size());
    for (std::size_t i = 0; i < count; ++i) {
      for (std::size_t place = 0; place < max_arguments; ++place)
        if (!arguments[place].empty())
          record.arguments[place] = arguments[place][std::min(i, arguments[place].size() - 1)];
      if (record.arguments[0] && record.arguments[1])
        qualified_.emplace(record.kind, *record.arguments[0], *record.arguments[1]);
      add(record);
      record.attributes.clear(); // once is enough
    }
  }

  static bool take_argument(const KindSpec& spec, const Quad& quad,
                            std::array<std::vector<std::string>, max_arguments>& arguments) {
    const std::string_view property = prov_local(quad.predicate.value);
    if (property.empty())
      return false;
    for (std::size_t i = 1; i < spec.arguments.size(); ++i)
      // prov:influencer is the property above those of all kinds.
      if ((property == spec.arguments[i].property || (i == 1 && property == "influencer")) &&
          fits(quad.object, spec.arguments[i].role)) {
        arguments[i].push_back(name_of(quad.object));
        return true;
      }
    return false;
  }

  void read_direct(const std::string& subject, const std::vector<const Quad*>& statements) {
    std::optional<std::string> bundle; // of mentions
    for (const Quad* quad : statements)
      if (prov_local(quad->predicate.value) == "asInBundle" && quad->object.kind != TermKind::literal)
        bundle = name_of(quad->object);
    for (const Quad* quad : statements) {
      const std::string_view property = prov_local(quad->predicate.value);
      if (property.empty())
        continue;
      for (const auto& [name, kind] : moments)
        if (property == name && fits(quad->object, Role::time))
          add({kind, {}, {subject, std::nullopt, quad->object.value}, {}});
      if (quad->object.kind == TermKind::literal)
        continue;
      const std::string object = name_of(quad->object);
      for (const KindSpec& spec : kind_specs())
        if (!spec.is_element() && property == spec.direct)
          add_direct(
              {spec.kind, {}, {subject, object, spec.kind == Kind::mention ? bundle : std::nullopt}, {}});
      for (const auto& [name, kind] : inverses)
        if (property == name)
          add_direct({kind, {}, {object, subject}, {}});
      for (const DerivationSpec& special : special_derivations())
        if (property == special.direct)
          add_direct({Kind::derivation, {}, {subject, object}, {type_of(special)}});
    }
  }

  void add_direct(Record record) {
    if (!qualified_.contains({record.kind, *record.arguments[0], *record.arguments[1]}))
      add(std::move(record));
  }

  static Attribute type_of(const DerivationSpec& special) {
    return {prov_iri("type"), {TermKind::iri, prov_iri(special.clazz)}};
  }

  /// Properties of PROV-O that are records of their own or arguments, and classes that are kinds, are no
  /// attributes.
  static void add_attribute(Record& record, const Quad& quad) {
    const std::string_view property = prov_local(quad.predicate.value);
    if (is_type(quad)) {
      for (const KindSpec& spec : kind_specs())
        if (spec.clazz && is_class(quad, spec.clazz))
          return;
      record.attributes.push_back({prov_iri("type"), quad.object});
    } else if (quad.predicate.value == rdf::vocabulary::rdfs::label) {
      record.attributes.push_back({prov_iri("label"), quad.object});
    } else if (property == "atLocation") {
      record.attributes.push_back({prov_iri("location"), quad.object});
    } else if (property == "hadRole") {
      record.attributes.push_back({prov_iri("role"), quad.object});
    } else if (property.empty() || property == "value") {
      record.attributes.push_back({quad.predicate.value, quad.object});
    }
  }

  std::vector<const Quad*> quads_;
  std::map<std::string, std::vector<const Quad*>> by_subject_;
  std::map<std::string, Influence> influences_;
  std::set<std::string> referred_; ///< usages and generations that a derivation names
  std::set<std::tuple<Kind, std::string, std::string>> qualified_;
  std::vector<Record> records_;
};

} // namespace

Document read_prov_o(std::span<const Quad> quads) {
  std::map<std::string, std::vector<const Quad*>> graphs;
  for (const Quad& quad : quads)
    graphs[quad.graph.kind == TermKind::none ? std::string() : name_of(quad.graph)].push_back(&quad);
  Document document;
  for (auto& [name, statements] : graphs) {
    std::vector<Record> records = Reader(std::move(statements)).read();
    if (name.empty())
      document.records = std::move(records);
    else if (!records.empty())
      document.bundles.push_back({name, std::move(records)});
  }
  return document;
}

} // namespace micrograph::prov
