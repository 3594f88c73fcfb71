#pragma once

#include "base/diagnostic.hpp"
#include "base/json_value.hpp"
#include "formats/bids/file_name.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace micrograph::formats::bids {

/// A JSON file that says something of data files.
struct Sidecar {
  std::string path;
  FileName name;
  std::vector<std::string> keys; ///< its members
};

/// A sidecar as it holds for one file.
struct Applied {
  const Sidecar* sidecar = nullptr;
  std::vector<std::string> overridden; ///< members that one nearer to the file gives as well
};

/// All sidecars of a data set, and which hold for which file: those in the file's folder and in the folders above it, with
/// the same suffix and no entity that the file does not have (the inheritance principle).
class Sidecars {
public:
  /// A file with a suffix that is a JSON object; others are none.
  void add(const std::string& path, const JsonValue& content);

  /// From the data set's folder down to the file's. Two of one folder are both given, the longer name last, and reported as
  /// `bids.ambiguous-sidecar`.
  [[nodiscard]] std::vector<Applied> of(const FileName& file, const std::string& source, FindingSink& findings) const;

  /// Whether of() has gone through as many sidecars as it may in all (a hundred million): then it gives none any more.
  [[nodiscard]] bool is_exhausted() const { return compared_ > most_compared; }

  /// By the folder that they lie in.
  [[nodiscard]] const std::map<std::string, std::vector<Sidecar>>& by_folder() const { return by_folder_; }

private:
  /// Data sets of ten thousand participants stay far below; without a bound, made-up names could keep a reader busy for days.
  static constexpr std::uint64_t most_compared = 100'000'000;

  std::map<std::string, std::vector<Sidecar>> by_folder_;
  mutable std::uint64_t compared_ = 0;
};

} // namespace micrograph::formats::bids
