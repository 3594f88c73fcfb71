#include "rdf/serd_io.hpp"

#include "rdf/plain_turtle.hpp"
#include "rdf/token_scanner.hpp"
#include "rdf/vocabulary.hpp"

#include <serd/serd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdarg>
#include <cstdint>
#include <cstdio>
#include <exception>

namespace micrograph::rdf {

namespace {

struct Name {
  Syntax syntax;
  std::string_view name;
  std::string_view suffix;
  SerdSyntax serd;
};
constexpr std::array<Name, 4> names{{
    {Syntax::turtle, "turtle", ".ttl", SERD_TURTLE},
    {Syntax::trig, "trig", ".trig", SERD_TRIG},
    {Syntax::ntriples, "ntriples", ".nt", SERD_NTRIPLES},
    {Syntax::nquads, "nquads", ".nq", SERD_NQUADS},
}};

constexpr std::size_t page_size = 64 * 1024;

std::string_view view(const SerdNode& node) {
  return {reinterpret_cast<const char*>(node.buf), node.n_bytes};
}

/// What labels made by us begin with; a number follows.
constexpr std::string_view generated = "genid";

/// True for `genid7`, `genid-7`, `genid--7` …
bool looks_generated(std::string_view label) {
  if (label.substr(0, generated.size()) != generated)
    return false;
  label.remove_prefix(generated.size());
  const auto digits = label.find_first_not_of('-');
  return digits != std::string_view::npos &&
         label.find_first_not_of("0123456789", digits) == std::string_view::npos;
}

/// One reading: feeds Serd with plain text, and turns its calls into statements. Serd is C, so that nothing
/// may be thrown through it: what is thrown below is kept, the text ends, and run() throws it on.
class Reading {
public:
  Reading(TokenScanner& scanner, Syntax syntax, const std::string& base, StatementSink& sink,
          const std::string& blank_prefix)
      : text_(scanner, syntax, base), sink_(sink), blank_prefix_(blank_prefix), syntax_(syntax) {}

  void run();

private:
  template <typename Work> SerdStatus guarded(Work work) noexcept {
    if (failed_)
      return SERD_ERR_UNKNOWN;
    try {
      work();
      return SERD_SUCCESS;
    } catch (...) {
      failed_ = std::current_exception();
      return SERD_ERR_UNKNOWN;
    }
  }
  void statement(const SerdNode* graph, const SerdNode& subject, const SerdNode& predicate,
                 const SerdNode& object, const SerdNode* datatype, const SerdNode* language);
  void read_part();
  [[nodiscard]] TermView resource(const SerdNode& node, std::string& storage);
  void append_label(std::string& out, std::string_view serd_label);

  static Reading& self(void* handle) { return *static_cast<Reading*>(handle); }
  static std::size_t on_read(void* out, std::size_t, std::size_t size, void* handle);
  static SerdStatus on_prefix(void* handle, const SerdNode* name, const SerdNode* iri);
  static SerdStatus on_statement(void* handle, SerdStatementFlags, const SerdNode* graph,
                                 const SerdNode* subject, const SerdNode* predicate, const SerdNode* object,
                                 const SerdNode* datatype, const SerdNode* language);
  static SerdStatus on_error(void* handle, const SerdError* error);

  PlainTurtle text_;
  StatementSink& sink_;
  const std::string& blank_prefix_;
  Syntax syntax_;
  std::exception_ptr failed_;
  std::uint64_t generated_before_ = 0; ///< number of the last blank node without a label, of the parts before
  std::uint64_t generated_last_ = 0;   ///< and of this one
  std::string subject_label_, object_label_, graph_label_, language_; // kept for their memory
};

void Reading::run() {
  while (text_.next_part()) {
    generated_before_ = generated_last_;
    read_part();
  }
}

void Reading::read_part() {
  const auto syntax =
      std::find_if(names.begin(), names.end(), [&](const Name& n) { return n.syntax == syntax_; });
  const std::unique_ptr<SerdReader, void (*)(SerdReader*)> reader(
      serd_reader_new(syntax->serd, this, nullptr, nullptr, on_prefix, on_statement, nullptr),
      serd_reader_free);
  serd_reader_set_strict(reader.get(), true);
  serd_reader_set_error_sink(reader.get(), on_error, this);
  const SerdStatus status = serd_reader_read_source(
      reader.get(), on_read, [](void*) { return 0; }, this, nullptr, page_size);
  if (failed_)
    std::rethrow_exception(failed_);
  if (status > SERD_FAILURE) // SERD_FAILURE is how Serd says that there was nothing to read
    text_.fail("this is not " + std::string(syntax->name), UINT32_MAX);
}

std::size_t Reading::on_read(void* out, std::size_t, std::size_t size, void* handle) {
  std::size_t count = 0;
  self(handle).guarded([&] { count = self(handle).text_.read(static_cast<char*>(out), size); });
  return count;
}

SerdStatus Reading::on_prefix(void* handle, const SerdNode* name, const SerdNode* iri) {
  return self(handle).guarded([&] { self(handle).sink_.prefix(view(*name), view(*iri)); });
}

SerdStatus Reading::on_statement(void* handle, SerdStatementFlags, const SerdNode* graph,
                                 const SerdNode* subject, const SerdNode* predicate, const SerdNode* object,
                                 const SerdNode* datatype, const SerdNode* language) {
  return self(handle).guarded(
      [&] { self(handle).statement(graph, *subject, *predicate, *object, datatype, language); });
}

SerdStatus Reading::on_error(void* handle, const SerdError* error) {
  std::array<char, 256> message{};
  std::vsnprintf(message.data(), message.size(), error->fmt, *error->args);
  std::string text(message.data());
  // Serd prints what it found as one character, even if that is the end of the file.
  std::erase_if(text, [](char c) { return c < ' ' || c == 0x7F; });
  return self(handle).guarded([&] { self(handle).text_.fail("unexpected here: " + text, error->line); });
}

/// Serd makes labels `b1`, `b2` … for `[]` and lists; PlainTurtle puts an underscore before those of the
/// document, so the two never meet. A label of the document that looks like ours gets a hyphen more, which
/// keeps all labels apart without knowing them beforehand. N-Triples and N-Quads have none but their own.
void Reading::append_label(std::string& out, std::string_view serd_label) {
  const std::string_view label = serd_label.substr(1);
  if (serd_label[0] != '_') {
    std::uint64_t number = 0;
    std::from_chars(label.data(), label.data() + label.size(), number);
    generated_last_ = std::max(generated_last_, generated_before_ + number);
    out.append(generated).append(std::to_string(generated_before_ + number));
  } else if ((syntax_ == Syntax::turtle || syntax_ == Syntax::trig) && looks_generated(label)) {
    out.append(generated).append("-").append(label.substr(generated.size()));
  } else {
    out += label;
  }
}

TermView Reading::resource(const SerdNode& node, std::string& storage) {
  if (node.type == SERD_URI)
    return iri(view(node));
  MICROGRAPH_ENSURES(node.type == SERD_BLANK); // names come out of PlainTurtle expanded
  storage = blank_prefix_;
  append_label(storage, view(node));
  return blank(storage);
}

void Reading::statement(const SerdNode* graph, const SerdNode& subject, const SerdNode& predicate,
                        const SerdNode& object, const SerdNode* datatype, const SerdNode* language) {
  QuadView quad;
  quad.subject = resource(subject, subject_label_);
  quad.predicate = resource(predicate, object_label_);
  if (object.type != SERD_LITERAL) {
    quad.object = resource(object, object_label_);
  } else if (language && language->buf) {
    language_ = view(*language);
    for (char& c : language_)
      c = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
    quad.object = lang_literal(view(object), language_);
  } else {
    quad.object = literal(view(object));
    if (datatype && datatype->buf && view(*datatype) != vocabulary::xsd::string)
      quad.object.datatype = view(*datatype);
  }
  if (graph && graph->buf)
    quad.graph = resource(*graph, graph_label_);
  sink_.statement(quad);
}

} // namespace

std::optional<Syntax> syntax_from_name(std::string_view name) {
  for (const Name& known : names)
    if (known.name == name)
      return known.syntax;
  return std::nullopt;
}

std::optional<Syntax> syntax_from_suffix(std::string_view file_name) {
  for (const Name& known : names)
    if (file_name.size() > known.suffix.size() &&
        file_name.substr(file_name.size() - known.suffix.size()) == known.suffix)
      return known.syntax;
  return std::nullopt;
}

void read_rdf(ByteSource& bytes, Syntax syntax, const std::string& base, StatementSink& sink,
              const std::string& blank_prefix) {
  TokenScanner scanner(bytes);
  Reading(scanner, syntax, base, sink, blank_prefix).run();
}

void read_rdf(std::string_view text, Syntax syntax, const std::string& base, StatementSink& sink,
              const std::string& source_name, const std::string& blank_prefix) {
  TokenScanner scanner(text, source_name);
  Reading(scanner, syntax, base, sink, blank_prefix).run();
}

} // namespace micrograph::rdf
