#pragma once

#include "document/xml.hpp"

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace micrograph::rdfxml {

/// Writes the content of an element in Exclusive XML Canonicalization 1.0 with comments, as it is told: the
/// lexical form of an rdf:XMLLiteral. A namespace is declared where it is first used, not where the document
/// does, so that the text means the same wherever it stands.
class XmlLiteral {
public:
  /// Names must stay valid until end() (see document::XmlName).
  void start(const document::XmlName& name, std::span<const document::XmlAttribute> attributes);
  void end();
  void text(std::string_view piece);
  void processing_instruction(std::string_view target, std::string_view data);
  void comment(std::string_view text);

  /// How many elements are open.
  [[nodiscard]] std::size_t depth() const { return open_.size(); }
  /// What was written since the last take(). Every element must have ended.
  [[nodiscard]] std::string take();

private:
  struct Element {
    document::XmlName name;
    std::size_t declared_before; ///< size of declared_ when it began
  };

  void declare(const document::XmlName& name);
  [[nodiscard]] std::string_view declared_uri(std::string_view prefix) const;

  std::string out_;
  std::vector<Element> open_;
  std::vector<std::pair<std::string_view, std::string_view>>
      declared_;                        ///< prefix and namespace, innermost last
  std::vector<document::XmlName> used_; ///< kept for its memory, as the next
  std::vector<const document::XmlAttribute*> sorted_;
};

} // namespace micrograph::rdfxml
