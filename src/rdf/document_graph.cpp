#include "rdf/document_graph.hpp"

#include "base/error.hpp"
#include "rdf/iri.hpp"

#include <sord/sord.h>

#include <deque>
#include <unordered_map>
#include <utility>

namespace micrograph::rdf {

namespace {

std::string_view view(const SordNode* node) {
  std::size_t length = 0;
  const auto* text = reinterpret_cast<const char*>(sord_node_get_string_counted(node, &length));
  return {text, length};
}

const std::uint8_t* bytes(const std::string& text) {
  return reinterpret_cast<const std::uint8_t*>(text.c_str());
}

/// Stands where Sord keeps a datatype, to mark a term that Sord cannot hold. No IRI contains a space.
constexpr char stand_in[] = "stand-in: ";

/// Sord cuts language tags after 15 bytes, compares text up to the first NUL, and refuses IRIs without a
/// scheme.
bool sord_can_hold(const TermView& term) {
  if (term.language.size() > 15 || term.value.find('\0') != std::string_view::npos)
    return false;
  if (term.kind == TermKind::iri)
    return has_scheme(term.value);
  return term.datatype.empty() || (has_scheme(term.datatype) && term.datatype != stand_in &&
                                   term.datatype.find('\0') == std::string_view::npos);
}

struct Hash {
  std::size_t operator()(const TermView& term) const {
    const std::hash<std::string_view> of;
    std::size_t hash = of(term.value) * 31 + static_cast<std::size_t>(term.kind);
    if (term.kind == TermKind::literal)
      hash = (hash * 31 + of(term.datatype)) * 31 + of(term.language);
    return hash;
  }
};

} // namespace

struct DocumentGraph::State {
  State() : world(sord_world_new()), model(sord_new(world, SORD_SPO | SORD_OSP | SORD_POS, false)) {
    marker = sord_new_uri(world, bytes(stand_in));
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() {
    sord_free(model);
    sord_world_free(world); // and with it all nodes
  }

  [[nodiscard]] TermView term(const SordNode* node) const;
  [[nodiscard]] const SordNode* intern(const TermView& term);
  [[nodiscard]] SordNode* make(const TermView& term);

  SordWorld* world;
  SordModel* model;
  const SordNode* marker = nullptr;
  /// Sord looks terms up only by making them. The texts are Sord's own, or those in `odd`.
  std::unordered_map<TermView, const SordNode*, Hash> nodes;
  /// Terms that Sord cannot hold; a literal with their index stands in for them.
  std::deque<Term> odd;
  std::string scratch, datatype; ///< Sord wants its texts to end with a NUL
  std::size_t open_cursors = 0;
};

TermView DocumentGraph::State::term(const SordNode* node) const {
  switch (sord_node_get_type(node)) {
  case SORD_URI:
    return iri(view(node));
  case SORD_BLANK:
    return blank(view(node));
  case SORD_LITERAL:
    break;
  }
  if (const char* language = sord_node_get_language(node))
    return lang_literal(view(node), language);
  const SordNode* type = sord_node_get_datatype(node);
  if (!type)
    return literal(view(node));
  if (type == marker)
    return odd[std::stoul(std::string(view(node)))];
  return literal(view(node), view(type));
}

SordNode* DocumentGraph::State::make(const TermView& term) {
  scratch = term.value;
  switch (term.kind) {
  case TermKind::iri:
    return sord_new_uri(world, bytes(scratch));
  case TermKind::blank:
    return sord_new_blank(world, bytes(scratch));
  default:
    break;
  }
  if (!term.language.empty())
    return sord_new_literal(world, nullptr, bytes(scratch), std::string(term.language).c_str());
  datatype = term.datatype;
  return sord_new_literal(world, datatype.empty() ? nullptr : sord_new_uri(world, bytes(datatype)),
                          bytes(scratch), nullptr);
}

const SordNode* DocumentGraph::State::intern(const TermView& term) {
  if (const auto known = nodes.find(term); known != nodes.end())
    return known->second;
  SordNode* node = nullptr;
  if (sord_can_hold(term)) {
    node = make(term);
  } else {
    node = make(literal(std::to_string(odd.size()), stand_in));
    odd.emplace_back(term);
  }
  MICROGRAPH_ENSURES(node != nullptr);
  nodes.emplace(this->term(node), node);
  return node;
}

struct DocumentGraph::Cursor::State {
  State(SordIter* found, std::size_t& open) : iterator(found), open_cursors(open) { ++open_cursors; }
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() { close(); }

  void close() {
    if (!ended)
      --open_cursors;
    ended = true;
    sord_iter_free(std::exchange(iterator, nullptr));
  }
  [[nodiscard]] Node node(SordQuadIndex index) const {
    return reinterpret_cast<Node>(sord_iter_get_node(iterator, index));
  }

  SordIter* iterator; ///< null is a range without triples
  std::size_t& open_cursors;
  bool begun = false;
  bool ended = false;
};

DocumentGraph::DocumentGraph() : state_(std::make_unique<State>()) {}
DocumentGraph::~DocumentGraph() = default;
DocumentGraph::DocumentGraph(DocumentGraph&&) noexcept = default;
DocumentGraph& DocumentGraph::operator=(DocumentGraph&&) noexcept = default;

void DocumentGraph::statement(const QuadView& quad) {
  MICROGRAPH_EXPECTS(quad.subject.kind != TermKind::none && quad.predicate.kind != TermKind::none &&
                     quad.object.kind != TermKind::none);
  // Sord's iterators point into trees that an insertion rebuilds.
  MICROGRAPH_EXPECTS(state_->open_cursors == 0);
  const SordQuad triple = {state_->intern(quad.subject), state_->intern(quad.predicate),
                           state_->intern(quad.object), nullptr};
  sord_add(state_->model, triple); // false if it is there already
}

std::size_t DocumentGraph::size() const {
  return sord_num_quads(state_->model);
}

std::optional<DocumentGraph::Node> DocumentGraph::find(const TermView& term) const {
  const auto known = state_->nodes.find(term);
  if (known == state_->nodes.end())
    return std::nullopt;
  return reinterpret_cast<Node>(known->second);
}

TermView DocumentGraph::term(Node node) const {
  return state_->term(reinterpret_cast<const SordNode*>(node));
}

DocumentGraph::Cursor DocumentGraph::match(Node subject, Node predicate, Node object) const {
  const auto node = [](Node handle) { return reinterpret_cast<const SordNode*>(handle); };
  return Cursor(std::make_unique<Cursor::State>(
      sord_search(state_->model, node(subject), node(predicate), node(object), nullptr),
      state_->open_cursors));
}

DocumentGraph::Cursor::Cursor(std::unique_ptr<State> state) : state_(std::move(state)) {}
DocumentGraph::Cursor::~Cursor() = default;
DocumentGraph::Cursor::Cursor(Cursor&&) noexcept = default;

bool DocumentGraph::Cursor::next() {
  if (std::exchange(state_->begun, true) && !sord_iter_end(state_->iterator))
    sord_iter_next(state_->iterator);
  if (!sord_iter_end(state_->iterator))
    return true;
  state_->close();
  return false;
}
DocumentGraph::Node DocumentGraph::Cursor::subject() const {
  return state_->node(SORD_SUBJECT);
}
DocumentGraph::Node DocumentGraph::Cursor::predicate() const {
  return state_->node(SORD_PREDICATE);
}
DocumentGraph::Node DocumentGraph::Cursor::object() const {
  return state_->node(SORD_OBJECT);
}

} // namespace micrograph::rdf
