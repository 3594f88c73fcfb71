#pragma once

#include "base/diagnostic.hpp"
#include "base/json.hpp"
#include "cli/command.hpp"
#include "cli/output.hpp"

#include <algorithm>
#include <filesystem>
#include <ostream>
#include <string>
#include <vector>

/// What commands that check files say: for people a line `FILE: valid, …` for each, with the findings on standard error; for
/// programs `{"files": [{"file", "valid", …, "findings": […]}]}`.
namespace micrograph::cli {

/// A file, and what is wrong with it. Commands derive from it what else they found out.
struct FileVerdict {
  std::string file;
  std::vector<Finding> findings;

  /// Whether there is no error among the findings.
  [[nodiscard]] bool valid() const;
};

/// What stands in both forms before what commands add.
void begin_verdict(std::ostream& out, const FileVerdict& verdict);
void begin_verdict(JsonWriter& json, const FileVerdict& verdict);
/// The findings, and the end.
void end_verdict(JsonWriter& json, const FileVerdict& verdict);

/// Writes all verdicts to a file, or standard output if that is empty. `add_words` and `add_members` say what is told beside
/// whether the file is valid. Returns answer_is_no if one is not.
template <typename Verdict>
[[nodiscard]] Status report_verdicts(const std::vector<Verdict>& verdicts, const std::filesystem::path& path, bool as_json,
                                     void (*add_words)(std::ostream&, const Verdict&), void (*add_members)(JsonWriter&, const Verdict&)) {
  Output output(path);
  output.finish([&] {
    if (!as_json) {
      for (const Verdict& verdict : verdicts) {
        begin_verdict(output.stream(), verdict);
        add_words(output.stream(), verdict);
        output.stream() << '\n';
      }
      return;
    }
    JsonWriter json(output.stream());
    json.begin_object();
    json.key("files").begin_array();
    for (const Verdict& verdict : verdicts) {
      begin_verdict(json, verdict);
      add_members(json, verdict);
      end_verdict(json, verdict);
    }
    json.end_array();
    json.end_object();
    json.finish();
  });
  return std::all_of(verdicts.begin(), verdicts.end(), [](const Verdict& verdict) { return verdict.valid(); }) ? done : answer_is_no;
}

} // namespace micrograph::cli
