#pragma once

#include <memory>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace micrograph::cli {

/// Exit statuses; scripts rely on them.
enum Status : int {
  done = 0,
  answer_is_no = 1, ///< done, and the answer is no: not found, invalid, some inputs failed
  asked_wrongly = 2,
  could_not = 3,
};

/// A verb. Its two halves: options() only understands arguments and may refuse them, run() does the work.
class Command {
public:
  virtual ~Command() = default;
  [[nodiscard]] virtual std::string name() const = 0;
  /// One line for `micrograph --help`.
  [[nodiscard]] virtual std::string summary() const = 0;
  /// Shown at the end of `-h`: what it does in full, and an example that runs.
  [[nodiscard]] virtual std::string details() const = 0;
  virtual void options(CLI::App& app) = 0;
  /// Throws Error; main turns it into advice.
  [[nodiscard]] virtual Status run() = 0;
  /// True if --json was given, so that an error is printed as JSON too.
  [[nodiscard]] virtual bool wants_json() const { return false; }
};

/// All verbs, in the order in which they are listed: the way of the data.
[[nodiscard]] std::vector<std::unique_ptr<Command>> all_commands();

} // namespace micrograph::cli
