#pragma once

#include "formats/format.hpp"
#include "graph/snapshot.hpp"
#include "ingest/source_list.hpp"
#include "syntax/syntax.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
class Option;
}

// Option groups. Each verb takes those it needs, so that every verb spells the same option the same way.
namespace micrograph::cli {

/// SOURCE…, --files-from, --base, --jobs
struct SourceOptions {
  std::vector<std::filesystem::path> paths;
  std::string files_from;
  std::string base;
  unsigned jobs = 0;

  void add_to(CLI::App& app);
  /// The files, sorted. Throws UsageError if none was named, IoError if one does not exist.
  [[nodiscard]] ingest::SourceList files() const;
};

/// --include-personal: what readers keep.
struct ReadingOption {
  formats::ReadOptions reading;
  void add_to(CLI::App& app);
};

/// -o, --output
struct OutputOption {
  std::filesystem::path path; ///< empty: standard output
  void add_to(CLI::App& app, const std::string& what);
};

/// --memory: how much a graph may hold while it is built.
struct MemoryOption {
  std::uint64_t bytes = graph::BuildOptions::default_build_memory();
  /// `usual` says in words what `bytes` is before.
  void add_to(CLI::App& app, const std::string& usual = "half of all");
  /// For a graph that is built on `threads` threads.
  [[nodiscard]] graph::BuildOptions build_options(unsigned threads) const;
};

/// GRAPH…, --from
struct GraphOptions {
  std::vector<std::filesystem::path> paths;
  std::string from;
  MemoryOption memory;

  void add_many_to(CLI::App& app);
  CLI::Option* add_one_to(CLI::App& app);

private:
  void add_from(CLI::App& app);
};

/// --json
struct JsonOption {
  bool on = false;
  void add_to(CLI::App& app);
};

/// A syntax by the name given; throws UsageError that lists the names.
[[nodiscard]] syntax::Syntax parse_syntax(const std::string& name);

} // namespace micrograph::cli
