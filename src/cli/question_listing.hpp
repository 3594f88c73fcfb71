#pragma once

#include "cli/ready_question.hpp"

#include <ostream>
#include <vector>

namespace micrograph {
class JsonWriter;
}

namespace micrograph::cli {

/// All questions under their topics, each with its parameters, for people. `questions` are sorted by name.
void print_questions(std::ostream& out, const std::vector<ReadyQuestion>& questions);
void write_questions(JsonWriter& json, const std::vector<ReadyQuestion>& questions);

/// One question: a comment that says how it is asked, then its file as it is. What comes is SPARQL.
void print_question(std::ostream& out, const ReadyQuestion& question);
/// The same as an object that has the file's text as `query`.
void write_question(JsonWriter& json, const ReadyQuestion& question);

} // namespace micrograph::cli
