#pragma once

#include "rdf/statement_sink.hpp"
#include "rdf/vocabulary.hpp"

#include <charconv>
#include <cstdint>
#include <string_view>

namespace micrograph::lift {

/// Terms of https://w3id.org/micrograph/xml#, the vocabulary of what is markup rather than metadata
/// (docs/lift.md).
namespace markup {
inline constexpr char root[] = "https://w3id.org/micrograph/xml#root";
inline constexpr char position[] = "https://w3id.org/micrograph/xml#position";
inline constexpr char qualified_name[] = "https://w3id.org/micrograph/xml#qualifiedName";
inline constexpr char namespace_[] = "https://w3id.org/micrograph/xml#namespace";
inline constexpr char prefix[] = "https://w3id.org/micrograph/xml#prefix";
inline constexpr char text[] = "https://w3id.org/micrograph/xml#text";
inline constexpr char processing_instruction[] = "https://w3id.org/micrograph/xml#processingInstruction";
inline constexpr char target[] = "https://w3id.org/micrograph/xml#target";
inline constexpr char whitespace[] = "https://w3id.org/micrograph/xml#whitespace";
} // namespace markup

/// Hands statements to the sink without allocating, and counts them.
class Emitter {
public:
  explicit Emitter(rdf::StatementSink& sink) : sink_(sink) {}

  void node(std::string_view subject, std::string_view property, std::string_view object) {
    give(subject, property, rdf::iri(object));
  }
  void text(std::string_view subject, std::string_view property, std::string_view lexical) {
    give(subject, property, rdf::literal(lexical));
  }
  void literal(std::string_view subject, std::string_view property, const rdf::TermView& literal) {
    give(subject, property, literal);
  }
  void number(std::string_view subject, std::string_view property, std::uint64_t number) {
    char digits[20];
    const char* const end = std::to_chars(digits, digits + sizeof digits, number).ptr;
    give(subject, property,
         rdf::literal({digits, static_cast<std::size_t>(end - digits)}, rdf::vocabulary::xsd::integer));
  }
  void position(std::string_view subject, std::uint64_t position) { number(subject, markup::position, position); }
  [[nodiscard]] std::uint64_t count() const { return count_; }

private:
  void give(std::string_view subject, std::string_view property, const rdf::TermView& object) {
    ++count_;
    sink_.statement({rdf::iri(subject), rdf::iri(property), object, {}});
  }

  rdf::StatementSink& sink_;
  std::uint64_t count_ = 0;
};

} // namespace micrograph::lift
