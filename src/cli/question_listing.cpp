#include "cli/question_listing.hpp"

#include "base/json.hpp"

namespace micrograph::cli {

namespace {

/// `immersion=Oil  (Air, Oil or Water)`: what it is if nobody says, and what it can be.
void print_parameter(std::ostream& out, const ReadyQuestion::Parameter& parameter) {
  out << parameter.name << '=' << parameter.default_value.value_or("…");
  if (!parameter.choices.empty()) {
    out << "  (";
    for (std::size_t i = 0; i < parameter.choices.size(); ++i)
      out << (i == 0 ? "" : i + 1 == parameter.choices.size() ? " or " : ", ") << parameter.choices[i];
    out << ')';
  } else if (!parameter.kind.empty()) {
    out << "  (" << parameter.kind << ')';
  }
}

void write_about(JsonWriter& json, const ReadyQuestion& question) {
  json.key("name").value(question.name);
  json.key("topic").value(question.topic);
  json.key("summary").value(question.summary);
  if (!question.description.empty())
    json.key("description").value(question.description);
  json.key("tags").begin_array();
  for (const std::string& tag : question.tags)
    json.value(tag);
  json.end_array();
  json.key("parameters").begin_array();
  for (const auto& parameter : question.parameters) {
    json.begin_object();
    json.key("name").value(parameter.name);
    json.key("kind").value(parameter.kind.empty() ? "text" : parameter.kind);
    if (parameter.default_value)
      json.key("default").value(*parameter.default_value);
    if (!parameter.choices.empty()) {
      json.key("choices").begin_array();
      for (const std::string& choice : parameter.choices)
        json.value(choice);
      json.end_array();
    }
    json.end_object();
  }
  json.end_array();
  json.key("example").value(question.example_call());
}

} // namespace

void print_questions(std::ostream& out, const std::vector<ReadyQuestion>& questions) {
  std::string topic;
  for (const ReadyQuestion& question : questions) {
    if (question.topic != topic) {
      out << (topic.empty() ? "" : "\n") << question.topic << '\n';
      topic = question.topic;
    }
    out << "  " << question.name.substr(question.topic.empty() ? 0 : question.topic.size() + 1) << "\n      "
        << question.summary << '\n';
    for (const auto& parameter : question.parameters) {
      out << "      ";
      print_parameter(out, parameter);
      out << '\n';
    }
  }
}

void write_questions(JsonWriter& json, const std::vector<ReadyQuestion>& questions) {
  json.begin_object();
  json.key("questions").begin_array();
  for (const ReadyQuestion& question : questions) {
    json.begin_object();
    write_about(json, question);
    json.end_object();
  }
  json.end_array();
  json.end_object();
}

void print_question(std::ostream& out, const ReadyQuestion& question) {
  out << "# " << question.example_call() << '\n' << question.text;
}

void write_question(JsonWriter& json, const ReadyQuestion& question) {
  json.begin_object();
  write_about(json, question);
  json.key("query").value(question.text);
  json.end_object();
}

} // namespace micrograph::cli
