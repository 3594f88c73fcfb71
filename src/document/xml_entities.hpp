#pragma once

#include <libxml/parser.h>

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace micrograph::document {

/// The entities that a document declares for pieces of text (`<!ENTITY owl "http://…#">`), as documents of
/// RDF do. For XmlSession only.
///
/// An entity is text and nothing else: markup and files are refused. What it refers to must have been
/// declared before it, so that each is expanded once, when it is declared, and no entity can grow out of
/// another without end.
class XmlEntities {
public:
  static constexpr std::size_t max_text_size = 4096; ///< bytes of one entity, expanded
  static constexpr std::size_t max_entities = 1024;
  /// What all references together may expand to: as many bytes, and so many for each byte of the document.
  static constexpr std::uint64_t max_expansion = std::uint64_t{1} << 20;
  static constexpr std::uint64_t max_expansion_factor = 64;

  /// What keeps an entity from being declared, in words; empty if nothing does. `content` has its references
  /// to characters resolved, and those to entities not. Of two declarations of a name the first holds.
  [[nodiscard]] std::string declare(std::string_view name, std::string_view content);

  /// The entity as the parser wants it. Null if it was not declared. Belongs to this table.
  [[nodiscard]] xmlEntityPtr find(std::string_view name, bool in_attribute);
  /// False once the references have grown too much for a document of which so many bytes were read.
  [[nodiscard]] bool within_limit(std::uint64_t document_bytes) const {
    return expanded_ <= max_expansion + max_expansion_factor * document_bytes;
  }

private:
  /// libxml2 hands on the text of a predefined entity as it is, but only its first character in an attribute;
  /// there it wants an internal one, whose text it decodes once more.
  struct Entity {
    std::string name;
    std::string text;
    std::string escaped_text;
    xmlEntity in_text{};
    xmlEntity in_attribute{};
  };

  [[nodiscard]] std::string expand(std::string_view content, std::string& text) const;

  std::map<std::string, std::unique_ptr<Entity>, std::less<>> entities_;
  std::uint64_t expanded_ = 0;
};

} // namespace micrograph::document
