#include "sssom/read.hpp"

#include <algorithm>

namespace micrograph::sssom {

std::string_view name_of(Form form) {
  switch (form) {
  case Form::tsv:
    return "tsv";
  case Form::json:
    return "json";
  case Form::turtle:
    return "turtle";
  case Form::owl:
    return "owl";
  case Form::alignment:
    return "alignment";
  }
  return "tsv";
}

std::optional<Form> form_from_name(std::string_view name) {
  for (const Form form : {Form::tsv, Form::json, Form::turtle, Form::owl, Form::alignment})
    if (name == name_of(form))
      return form;
  return std::nullopt;
}

std::optional<Form> form_from_suffix(std::string_view file_name) {
  if (file_name.ends_with(".tsv"))
    return Form::tsv;
  if (file_name.ends_with(".json"))
    return Form::json;
  if (file_name.ends_with(".ttl"))
    return Form::turtle;
  if (file_name.ends_with(".owl"))
    return Form::owl;
  return std::nullopt;
}

Form guess_form(std::string_view text) {
  // Turtle and tables both have comments, and tables their metadata in them.
  while (!text.empty()) {
    const auto start = std::min(text.find_first_not_of(" \t\r\n"), text.size());
    text.remove_prefix(start);
    if (!text.starts_with('#'))
      break;
    text.remove_prefix(std::min(text.find('\n'), text.size()));
  }
  if (text.starts_with('{'))
    return Form::json;
  for (const std::string_view sign : {"<?xml", "<!--", "<!DOCTYPE", "<rdf:RDF", "<Alignment"})
    if (text.starts_with(sign))
      return Form::alignment;
  for (const std::string_view sign : {"@prefix", "@base", "PREFIX", "BASE", "prefix", "base", "<", "[", "_:"})
    if (text.starts_with(sign) && text.substr(0, text.find('\n')).find('\t') == std::string_view::npos)
      return Form::turtle;
  return Form::tsv;
}

MappingSet read(std::string_view text, const std::string& file, std::optional<Form> form,
                const ExternalMetadata* metadata) {
  switch (form.value_or(guess_form(text))) {
  case Form::json:
    return read_json(text, file);
  case Form::turtle:
  case Form::owl:
    return read_turtle(text, file);
  case Form::alignment:
    return read_alignment(text, file, metadata);
  case Form::tsv:
    break;
  }
  return read_tsv(text, file, metadata);
}

} // namespace micrograph::sssom
