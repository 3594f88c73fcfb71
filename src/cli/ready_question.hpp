#pragma once

#include "rdf/term.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace micrograph::cli {

/// A question from `queries/`: a SPARQL query whose head comments say what it asks and which parameters it takes, in
/// the decorators of grlc (`#+ summary:`, `#+ description:`, `#+ tags:`, `#+ defaults:`, `#+ enumerate:`), so that
/// other tools can use the same files.
struct ReadyQuestion {
  /// A variable that starts with an underscore. Its last part may say the kind of value, as grlc has it:
  /// `?_na_decimal` is asked for as `na=1.4`. Kinds: iri, decimal, integer, double, date, dateTime; otherwise text.
  struct Parameter {
    std::string name;     ///< `na`
    std::string variable; ///< `_na_decimal`
    std::string kind;     ///< `decimal`; empty for text
    std::optional<std::string> default_value;
    std::vector<std::string> choices; ///< the only values there are; empty if any will do

    /// A value of its kind, to show how the question is asked: the default, if there is one.
    [[nodiscard]] std::string example() const;
  };
  std::string name;  ///< `topic/file` without the suffix
  std::string topic;
  std::string summary;
  std::string description;
  std::vector<std::string> tags;
  std::vector<Parameter> parameters;
  std::string text; ///< the whole file
  std::filesystem::path file;

  /// A call that asks it, as one would type it: `micrograph ask GRAPH topic/name na=1.2`.
  [[nodiscard]] std::string example_call() const;
};

/// Every question below the folder, sorted by name. Throws FormatError `question.…` with file and line.
[[nodiscard]] std::vector<ReadyQuestion> load_questions(const std::filesystem::path& folder);

/// What a parameter's text means. Throws UsageError if it is not of the parameter's kind, or none of its choices.
[[nodiscard]] rdf::Term parameter_value(const ReadyQuestion::Parameter& parameter, const std::string& text);

/// The question of that name, or of that last part of a name. Throws UsageError listing near ones.
[[nodiscard]] const ReadyQuestion& find_question(const std::vector<ReadyQuestion>& questions, const std::string& name);

} // namespace micrograph::cli
