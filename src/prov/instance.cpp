#include "prov/instance.hpp"

#include "base/error.hpp"
#include "prov/date_time.hpp"
#include "prov/kinds.hpp"

#include <unordered_map>
#include <unordered_set>

namespace micrograph::prov {

namespace {

/// Where the arguments of a derivation stand.
enum DerivationPlace : std::size_t { derived, source, activity, generation, usage };

class Expansion {
public:
  explicit Expansion(Instance& instance) : terms_(instance.terms) {}

  Statement expand(const Record& record) {
    const KindSpec& spec = spec_of(record.kind);
    Statement statement{record.kind, record.id ? name(*record.id) : terms_.variable(), {}, &record};
    statement.arguments.fill(terms_.nothing());
    for (std::size_t i = 0; i < spec.arguments.size(); ++i) {
      const auto& argument = record.arguments[i];
      MICROGRAPH_EXPECTS(argument || !spec.arguments[i].required);
      if (!argument)
        statement.arguments[i] = is_expandable(record, i) ? terms_.variable() : terms_.nothing();
      else if (spec.arguments[i].role == Role::time)
        statement.arguments[i] = terms_.constant(std::string(time_prefix) + canonical_date_time(*argument));
      else
        statement.arguments[i] = name(*argument);
    }
    return statement;
  }

private:
  TermId name(const std::string& text) {
    return text.starts_with("_:") ? terms_.variable(text) : terms_.constant("name " + text);
  }

  /// Definition 4, table 3: a missing plan is no plan; a derivation without an activity has neither
  /// generation nor usage; all else exists without being known.
  static bool is_expandable(const Record& record, std::size_t place) {
    if (record.kind == Kind::association)
      return place != 2;
    if (record.kind == Kind::derivation)
      return place != activity && record.arguments[activity].has_value();
    return true;
  }

  TermPool& terms_;
};

class Inferences {
public:
  explicit Inferences(Instance& instance) : instance_(instance) {}

  void draw() {
    // Grows while it is walked.
    for (std::size_t& i = instance_.inferred_from; i < instance_.statements.size(); ++i)
      draw_from(Statement(instance_.statements[i]));
  }

private:
  TermId any() { return instance_.terms.variable(); }

  void draw_from(const Statement& from) {
    const auto& [kind, id, arguments, origin] = from;
    origin_ = origin;
    switch (kind) {
    case Kind::communication: { // Inference 5 (communication-generation-use)
      const TermId entity = any();
      add(Kind::generation, any(), {entity, arguments[1], any()});
      add(Kind::usage, any(), {arguments[0], entity, any()});
      break;
    }
    case Kind::entity: // Inference 7 (entity-generation-invalidation)
      add(Kind::generation, any(), {id, any(), any()});
      add(Kind::invalidation, any(), {id, any(), any()});
      break;
    case Kind::activity: // Inference 8 (activity-start-end)
      add(Kind::start, any(), {id, any(), any(), arguments[0]});
      add(Kind::end, any(), {id, any(), any(), arguments[1]});
      break;
    case Kind::start: // Inference 9 (wasStartedBy-inference)
    case Kind::end:   // Inference 10 (wasEndedBy-inference)
      add(Kind::generation, any(), {arguments[1], arguments[2], any()});
      break;
    case Kind::derivation: // Inference 11 (derivation-generation-use)
      if (arguments[activity] != instance_.terms.nothing()) {
        add(Kind::usage, arguments[usage], {arguments[activity], arguments[source], any()});
        add(Kind::generation, arguments[generation], {arguments[derived], arguments[activity], any()});
      }
      break;
    case Kind::attribution: { // Inference 13 (attribution-inference)
      const TermId by = any();
      add(Kind::generation, any(), {arguments[0], by, any()});
      add(Kind::association, any(), {by, arguments[1], any()});
      break;
    }
    case Kind::delegation: // Inference 14 (delegation-inference)
      add(Kind::association, any(), {arguments[2], arguments[0], any()});
      add(Kind::association, any(), {arguments[2], arguments[1], any()});
      break;
    case Kind::mention: // PROV-LINKS, Inference 1 (mention-specialization-inference)
      add(Kind::specialization, any(), {arguments[0], arguments[1]});
      break;
    default:
      break;
    }
  }

  void add(Kind kind, TermId id, std::array<TermId, max_arguments> arguments) {
    // Behind the last argument of a kind stands nothing: the initializers above leave zeros there.
    for (std::size_t i = spec_of(kind).arguments.size(); i < max_arguments; ++i)
      arguments[i] = instance_.terms.nothing();
    instance_.statements.push_back({kind, id, arguments, origin_});
  }

  Instance& instance_;
  const Record* origin_ = nullptr;
};

} // namespace

Instance expand(std::span<const Record* const> records) {
  Instance instance;
  Expansion expansion(instance);
  instance.statements.reserve(records.size() * 3);
  for (const Record* record : records)
    instance.statements.push_back(expansion.expand(*record));
  return instance;
}

void infer(Instance& instance) {
  Inferences(instance).draw();
}

bool infer_specializing_entities(Instance& instance) {
  TermPool& terms = instance.terms;
  std::unordered_multimap<TermId, const Statement*> by_general;
  std::unordered_set<TermId> entities;
  std::vector<TermId> waiting;
  for (const Statement& statement : instance.statements) {
    if (statement.kind == Kind::specialization)
      by_general.emplace(terms.find(statement.arguments[1]), &statement);
    else if (statement.kind == Kind::entity && entities.insert(terms.find(statement.id)).second)
      waiting.push_back(terms.find(statement.id));
  }
  std::vector<Statement> added;
  while (!waiting.empty()) {
    const auto [first, last] = by_general.equal_range(waiting.back());
    waiting.pop_back();
    for (auto it = first; it != last; ++it) {
      const TermId specific = terms.find(it->second->arguments[0]);
      if (!entities.insert(specific).second)
        continue;
      waiting.push_back(specific);
      added.push_back({Kind::entity, specific, {}, it->second->origin});
      added.back().arguments.fill(terms.nothing());
    }
  }
  instance.statements.insert(instance.statements.end(), added.begin(), added.end());
  infer(instance);
  return !added.empty();
}

std::string describe(const Record& record) {
  const KindSpec& spec = spec_of(record.kind);
  const auto shown = [](const std::optional<std::string>& name, bool is_time) {
    if (!name)
      return std::string("-");
    return is_time || name->starts_with("_:") ? *name : "<" + *name + ">";
  };
  std::string text = std::string(spec.name) + "(";
  if (record.id)
    text += shown(record.id, false) + (spec.is_element() ? "" : "; ");
  for (std::size_t i = 0; i < spec.arguments.size(); ++i)
    text += (i > 0 || spec.is_element() ? ", " : "") +
            shown(record.arguments[i], spec.arguments[i].role == Role::time);
  return text + ")";
}

} // namespace micrograph::prov
