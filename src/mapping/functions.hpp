#pragma once

#include "base/diagnostic.hpp"
#include "mapping/source_graph.hpp"
#include "mapping/value_tables.hpp"
#include "query/engine.hpp"

#include <set>
#include <string>

namespace micrograph::mapping {

/// Something odd that a function met, once for each text and place.
struct Oddity {
  std::string code, text, detail, place;
  friend auto operator<=>(const Oddity&, const Oddity&) = default;
};

/// Collects what functions have to say while the rules run on one source.
///
/// The query engine's functions take terms and nothing else, so the way from them to the run they are part of
/// is the thread: while an OddityLog lives, it gets what is noted on its thread. Functions called without one
/// are silent.
class OddityLog {
public:
  OddityLog();
  ~OddityLog();
  OddityLog(const OddityLog&) = delete;
  OddityLog& operator=(const OddityLog&) = delete;

  static void note(Oddity oddity);
  /// Reports everything in a fixed order. One whose place is not known gets the first place in the source
  /// that has its text.
  void report(const SourceGraph& source, FindingSink& findings) const;

private:
  static thread_local OddityLog* current_;
  OddityLog* outer_;
  std::set<Oddity> oddities_;
};

/// The functions that rules may call (docs/mapping.md, "Functions"). `tables` must outlive them.
[[nodiscard]] query::FunctionTable make_functions(const ValueTables& tables);

} // namespace micrograph::mapping
