#include "prov/uniqueness.hpp"

#include "base/error.hpp"
#include "prov/kinds.hpp"

#include <array>
#include <unordered_map>

namespace micrograph::prov {

namespace {

constexpr std::size_t max_rounds = 256;

class Merging {
public:
  explicit Merging(Instance& instance) : instance_(instance), terms_(instance.terms) {}

  std::optional<std::string> run() {
    for (std::size_t round = 0; round < max_rounds; ++round) {
      changed_ = false;
      merge_by_id();
      merge_by_ends();
      merge_times();
      if (conflict_ || !changed_)
        return conflict_;
    }
    throw FormatError("prov.too-large", "the records of this document cannot be merged in " +
                                            std::to_string(max_rounds) + " rounds");
  }

private:
  /// The first statement for each key, of each kind.
  using Index = std::array<std::unordered_map<std::uint64_t, const Statement*>, kind_count>;

  [[nodiscard]] std::uint64_t key_of(TermId term) { return terms_.find(term); }
  [[nodiscard]] std::uint64_t key_of(TermId first, TermId second) {
    return std::uint64_t{terms_.find(first)} << 32 | terms_.find(second);
  }

  /// The statement that had this key before; null, and this one is kept for it, if none had.
  static const Statement* earlier(Index& index, const Statement& statement, std::uint64_t key) {
    const auto [place, is_new] = index[static_cast<std::size_t>(statement.kind)].emplace(key, &statement);
    return is_new ? nullptr : place->second;
  }

  void unify(TermId left, TermId right, const char* constraint, const Statement& a, const Statement& b) {
    if (conflict_ || terms_.find(left) == terms_.find(right))
      return;
    changed_ = true;
    if (terms_.unify(left, right))
      return;
    const auto shown = [&](TermId term) {
      const std::string& text = terms_.text(terms_.find(term));
      return text.empty() ? std::string("-") : text;
    };
    conflict_ = std::string(constraint) + ": " + shown(left) + " and " + shown(right) +
                " would be the same in " + describe(*a.origin) + " and " + describe(*b.origin);
  }

  /// Constraint 22 (key-object) and 23 (key-properties): of the statements of one kind with the same
  /// identifier all arguments are the same. Specializations, alternates, mentions and memberships have none.
  void merge_by_id() {
    Index index;
    for (const Statement& statement : instance_.statements) {
      const KindSpec& spec = spec_of(statement.kind);
      if (!spec.clazz)
        continue;
      const char* constraint =
          spec.is_element() ? "Constraint 22 (key-object)" : "Constraint 23 (key-properties)";
      if (const Statement* other = earlier(index, statement, key_of(statement.id)))
        for (std::size_t i = 0; i < spec.arguments.size(); ++i)
          unify(other->arguments[i], statement.arguments[i], constraint, *other, statement);
    }
  }

  void merge_by_ends() {
    Index index;
    for (const Statement& statement : instance_.statements) {
      const auto& arguments = statement.arguments;
      switch (statement.kind) {
      case Kind::generation:
        merge_ids(index, statement, arguments[1], "Constraint 24 (unique-generation)");
        break;
      case Kind::invalidation:
        merge_ids(index, statement, arguments[1], "Constraint 25 (unique-invalidation)");
        break;
      case Kind::start: // the activity and what started it
        merge_ids(index, statement, arguments[2], "Constraint 26 (unique-wasStartedBy)");
        break;
      case Kind::end:
        merge_ids(index, statement, arguments[2], "Constraint 27 (unique-wasEndedBy)");
        break;
      case Kind::mention:
        if (const Statement* other = earlier(index, statement, key_of(arguments[0])))
          for (const std::size_t i : {1, 2})
            unify(other->arguments[i], arguments[i], "PROV-LINKS, Constraint 2 (unique-mention)", *other,
                  statement);
        break;
      default:
        break;
      }
    }
  }

  void merge_ids(Index& index, const Statement& statement, TermId second, const char* constraint) {
    if (const Statement* other = earlier(index, statement, key_of(statement.arguments[0], second)))
      unify(other->id, statement.id, constraint, *other, statement);
  }

  void merge_times() {
    std::unordered_map<TermId, const Statement*> activities;
    for (const Statement& statement : instance_.statements)
      if (statement.kind == Kind::activity)
        activities.emplace(terms_.find(statement.id), &statement);
    for (const Statement& statement : instance_.statements) {
      if (statement.kind != Kind::start && statement.kind != Kind::end)
        continue;
      const auto found = activities.find(terms_.find(statement.arguments[0]));
      if (found == activities.end())
        continue;
      const bool starts = statement.kind == Kind::start;
      unify(found->second->arguments[starts ? 0 : 1], statement.arguments[3],
            starts ? "Constraint 28 (unique-startTime)" : "Constraint 29 (unique-endTime)", *found->second,
            statement);
    }
  }

  Instance& instance_;
  TermPool& terms_;
  bool changed_ = false;
  std::optional<std::string> conflict_;
};

} // namespace

std::optional<std::string> merge_same(Instance& instance) {
  return Merging(instance).run();
}

} // namespace micrograph::prov
