#include "cli/request_option.hpp"

#include "cli/text_input.hpp"

#include "base/error.hpp"

#include <CLI/CLI.hpp>

namespace micrograph::cli {

void RequestOption::add_to(CLI::App& app) {
  auto* text = app.add_option("-q," + option_, text_, "The " + what_)->type_name("TEXT");
  app.add_option("-f,--file", file_, "Read the " + what_ + " from FILE (- is standard input)")->type_name("FILE")->excludes(text);
}

std::string RequestOption::text() const {
  if (text_.empty() && file_.empty())
    throw UsageError("usage.no-query", "give the " + what_ + " with -q TEXT or -f FILE");
  return file_.empty() ? text_ : read_text_input(file_);
}

std::optional<std::filesystem::path> RequestOption::file() const {
  if (file_.empty() || file_ == "-")
    return std::nullopt;
  return file_;
}

} // namespace micrograph::cli
