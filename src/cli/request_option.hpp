#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <utility>

namespace CLI {
class App;
}

namespace micrograph::cli {

/// What a verb is to carry out: -q TEXT, or -f FILE that holds it.
class RequestOption {
public:
  /// `option` is the long name of -q, `what` what help and errors call the text: "query".
  RequestOption(std::string option, std::string what) : option_(std::move(option)), what_(std::move(what)) {}

  void add_to(CLI::App& app);
  /// Throws UsageError `usage.no-query` if there is none, IoError `input.…` as read_text_input.
  [[nodiscard]] std::string text() const;
  /// For messages: the file as the user gave it, or what the text is.
  [[nodiscard]] const std::string& name() const { return file_.empty() ? what_ : file_; }
  /// Absent if the text was given on the command line or comes from standard input.
  [[nodiscard]] std::optional<std::filesystem::path> file() const;

private:
  std::string option_, what_, text_, file_;
};

} // namespace micrograph::cli
