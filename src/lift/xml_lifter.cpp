#include "lift/xml_lifter.hpp"

#include "document/xml.hpp"
#include "document/xml_outline.hpp"
#include "lift/emitter.hpp"
#include "lift/node_path.hpp"
#include "lift/vocabularies.hpp"
#include "lift/whitespace_gaps.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <deque>
#include <functional>
#include <string>
#include <utility>

namespace micrograph::lift {

namespace {

namespace rdf_terms = rdf::vocabulary::rdf;

constexpr std::string_view text_step = "~text";
constexpr std::string_view instruction_step = "~pi";

/// Children of `resource` in every version of the DataCite kernel.
constexpr std::array<std::string_view, 6> datacite_names{"identifier", "creators", "titles",
                                                         "publisher",  "subjects", "publicationYear"};

/// Bytes of a document that are looked at for a telling child: more than its start, and no more of a long one.
constexpr std::size_t most_looked_at = std::size_t{64} << 10;

bool has_child(std::span<const std::byte> document, std::size_t max_elements,
               const std::function<bool(const document::XmlName& name)>& is_sought) {
  return document::has_child(document.first(std::min(document.size(), most_looked_at)), max_elements, is_sought);
}

/// Whether a document whose root is `resource`, in no namespace, is DataCite all the same.
bool has_datacite_child(std::span<const std::byte> document) {
  return has_child(document, 64, [](const document::XmlName& name) {
    return name.uri.starts_with("http://datacite.org/schema/kernel-") ||
           std::find(datacite_names.begin(), datacite_names.end(), name.local) != datacite_names.end();
  });
}

bool has_plain_child(std::span<const std::byte> document, std::string_view local) {
  return has_child(document, 128, [local](const document::XmlName& name) { return name.uri.empty() && name.local == local; });
}

/// Statements as the events come. Memory: the open elements, the text at hand, and one entry per distinct
/// name.
class XmlLifter final : public document::XmlHandler {
public:
  XmlLifter(std::span<const std::byte> document, const std::string& document_iri,
            rdf::StatementSink& statements)
      : document_(document), path_(document_iri), emit_(statements) {
    open_.emplace_back(); // the document itself, so that instructions beside the root have a parent
  }

  void start_element(const document::XmlName& name, std::span<const document::XmlNamespace> declarations,
                     std::span<const document::XmlAttribute> attributes) override {
    if (depth_ == 0)
      vocabularies_.set_root(root_kind(name));
    const std::string& vocabulary = vocabularies_.of_namespace(name.uri);
    const std::string_view term = vocabularies_.term(vocabulary, name.local);
    begin_child(name.local, depth_ == 0 ? markup::root : term);
    open_element();

    const std::string_view node = path_.iri();
    emit_.node(node, rdf_terms::type, term);
    emit_.position(node, open_[depth_ - 1].children);
    if (!name.prefix.empty())
      emit_.text(node, markup::prefix, name.prefix);
    lift_declarations(declarations);
    lift_attributes(vocabulary, attributes);
    open_[depth_].has_attributes = !declarations.empty() || !attributes.empty();
  }

  void end_element() override {
    Open& element = open_[depth_];
    if (element.children > 0) {
      // Words after the last child are one more child, and leave no gap behind them.
      if (has_words())
        begin_text_child();
      if (const std::string_view gaps = element.gaps.finish(text_); !gaps.empty())
        emit_.text(path_.iri(), markup::whitespace, gaps);
    } else if (!text_.empty()) {
      emit_.text(path_.iri(), rdf_terms::value, text_);
      ++leaves_;
    } else if (!element.has_attributes) {
      ++leaves_;
    }
    text_.clear();
    --depth_;
    path_.cut_to(open_[depth_].path_length);
  }

  void text(std::string_view piece) override { text_ += piece; }

  void processing_instruction(std::string_view target, std::string_view data) override {
    begin_child(instruction_step, markup::processing_instruction);
    emit_.position(path_.iri(), open_[depth_].children);
    emit_.text(path_.iri(), markup::target, target);
    if (!data.empty())
      emit_.text(path_.iri(), rdf_terms::value, data);
    path_.cut_to(open_[depth_].path_length);
    ++leaves_;
  }

  [[nodiscard]] LiftResult result() && { return {std::move(root_iri_), leaves_, emit_.count()}; }

private:
  struct Open {
    std::size_t path_length = 0;
    std::uint64_t children = 0;
    bool has_attributes = false;
    SiblingCounter siblings;
    WhitespaceGaps gaps;
  };

  RootKind root_kind(const document::XmlName& name) const {
    if (!name.uri.empty())
      return RootKind::other;
    if (name.local == "resource" && has_datacite_child(document_))
      return RootKind::datacite;
    const std::string_view child = telling_child(name.local);
    return child.empty() || has_plain_child(document_, child) ? lift::kind_of_root(name.local) : RootKind::other;
  }

  [[nodiscard]] bool has_words() const { return text_.find_first_not_of(" \t\r\n") != std::string::npos; }

  /// Ends the text before a child of the node at hand, and moves the path to the child.
  void begin_child(std::string_view step, std::string_view property) {
    if (has_words())
      begin_text_child();
    place_child(step, property);
  }

  void begin_text_child() {
    std::swap(words_, text_); // so that the gap before a text is empty
    text_.clear();
    place_child(text_step, markup::text);
    emit_.position(path_.iri(), open_[depth_].children);
    emit_.text(path_.iri(), rdf_terms::value, words_);
    path_.cut_to(open_[depth_].path_length);
    ++leaves_;
  }

  void place_child(std::string_view step, std::string_view property) {
    Open& parent = open_[depth_];
    parent.gaps.add(text_);
    text_.clear();
    ++parent.children;
    if (depth_ == 0)
      parent_iri_ = path_.document();
    else
      parent_iri_ = path_.iri();
    parent.path_length = path_.length();
    path_.add_step(step, parent.siblings.count(step));
    emit_.node(parent_iri_, property, path_.iri());
  }

  void open_element() {
    if (++depth_ == open_.size())
      open_.emplace_back();
    if (depth_ == 1)
      root_iri_ = path_.iri();
    Open& element = open_[depth_];
    element.path_length = path_.length();
    element.children = 0;
    element.siblings.clear();
    element.gaps.clear();
  }

  void lift_declarations(std::span<const document::XmlNamespace> declarations) {
    for (const document::XmlNamespace& declaration : declarations) {
      scratch_.assign(declaration.prefix).append("=").append(declaration.uri);
      emit_.text(path_.iri(), markup::namespace_, scratch_);
      ++leaves_;
    }
  }

  void lift_attributes(const std::string& vocabulary, std::span<const document::XmlAttribute> attributes) {
    for (const document::XmlAttribute& attribute : attributes) {
      emit_.text(path_.iri(), property_of(vocabulary, attribute.name, attributes), attribute.value);
      ++leaves_;
      if (!attribute.name.prefix.empty()) {
        scratch_.assign(attribute.name.prefix).append(":").append(attribute.name.local);
        emit_.text(path_.iri(), markup::qualified_name, scratch_);
      }
    }
  }

  /// Two attributes of one element never share a property, even where their namespaces share a vocabulary.
  std::string_view property_of(const std::string& vocabulary, const document::XmlName& name,
                               std::span<const document::XmlAttribute> all) {
    if (name.prefix.empty()) {
      if (name.local.starts_with("qualified."))
        return qualified_.assign(vocabulary).append("qualified.:").append(name.local);
      return vocabularies_.term(vocabulary, name.local);
    }
    const std::string& own = vocabularies_.of_namespace(name.uri);
    const auto is_rival = [&](const document::XmlAttribute& other) {
      return !other.name.prefix.empty() && other.name.local.data() == name.local.data() &&
             other.name.prefix != name.prefix && &vocabularies_.of_namespace(other.name.uri) == &own;
    };
    if (std::any_of(all.begin(), all.end(), is_rival))
      return qualified_.assign(vocabulary)
          .append("qualified.")
          .append(name.prefix)
          .append(":")
          .append(name.local);
    if (&own == &vocabulary)
      return qualified_.assign(vocabulary).append("qualified.").append(name.local);
    return vocabularies_.term(own, name.local);
  }

  std::span<const std::byte> document_;
  NodePath path_;
  Emitter emit_;
  Vocabularies vocabularies_;
  std::deque<Open> open_; ///< reused: entries above depth_ keep their buffers
  std::size_t depth_ = 0;
  std::string root_iri_;
  std::string parent_iri_;
  std::string text_;  ///< since the last tag: whether it is all that its element holds shows at the next one
  std::string words_; ///< a text among elements while it is lifted
  std::string scratch_;
  std::string qualified_;
  std::uint64_t leaves_ = 0;
};

} // namespace

LiftResult lift_xml(std::span<const std::byte> document, const std::string& document_iri,
                    const std::string& source_name, rdf::StatementSink& statements, FindingSink& findings) {
  XmlLifter lifter(document, document_iri, statements);
  document::parse_xml(document, source_name, lifter, findings);
  return std::move(lifter).result();
}

} // namespace micrograph::lift
