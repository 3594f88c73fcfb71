#include "syntax/syntax.hpp"

#include <array>

namespace micrograph::syntax {

namespace {

struct Name {
  Syntax syntax;
  std::string_view name;
};
constexpr std::array<Name, 6> names{{
    {Syntax::turtle, "turtle"},
    {Syntax::trig, "trig"},
    {Syntax::ntriples, "ntriples"},
    {Syntax::nquads, "nquads"},
    {Syntax::rdfxml, "rdfxml"},
    {Syntax::jsonld, "jsonld"},
}};

struct Suffix {
  std::string_view suffix;
  Syntax syntax;
};
constexpr std::array<Suffix, 9> suffixes{{
    {".ttl", Syntax::turtle},
    {".trig", Syntax::trig},
    {".nt", Syntax::ntriples},
    {".nq", Syntax::nquads},
    {".rdf", Syntax::rdfxml},
    {".owl", Syntax::rdfxml},
    {".xml", Syntax::rdfxml},
    {".jsonld", Syntax::jsonld},
    {".json", Syntax::jsonld},
}};

} // namespace

std::string_view name_of(Syntax syntax) {
  for (const Name& known : names)
    if (known.syntax == syntax)
      return known.name;
  return {};
}

std::optional<Syntax> syntax_from_name(std::string_view name) {
  for (const Name& known : names)
    if (known.name == name)
      return known.syntax;
  return std::nullopt;
}

std::string all_names() {
  std::string all;
  for (std::size_t i = 0; i < names.size(); ++i)
    all.append(i == 0 ? "" : i + 1 == names.size() ? " or " : ", ").append(names[i].name);
  return all;
}

FileType type_from_suffix(std::string_view file_name) {
  FileType type{std::nullopt, compression_from_suffix(file_name)};
  const std::string_view name = without_compression_suffix(file_name);
  for (const Suffix& known : suffixes)
    if (name.size() > known.suffix.size() && name.ends_with(known.suffix))
      type.syntax = known.syntax;
  return type;
}

bool holds_graphs(Syntax syntax) {
  return syntax == Syntax::trig || syntax == Syntax::nquads || syntax == Syntax::jsonld;
}

} // namespace micrograph::syntax
