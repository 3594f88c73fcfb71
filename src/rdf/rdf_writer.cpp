#include "rdf/serd_io.hpp"
#include "rdf/text_output.hpp"
#include "rdf/turtle_text.hpp"
#include "rdf/vocabulary.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace micrograph::rdf {

namespace {

class LineWriter final : public RdfWriter {
public:
  LineWriter(std::ostream& out, bool graphs) : out_(out), graphs_(graphs) {}

  void statement(const QuadView& quad) override {
    std::string& text = out_.text();
    append_ntriples(text, quad.subject);
    text += ' ';
    append_ntriples(text, quad.predicate);
    text += ' ';
    append_ntriples(text, quad.object);
    if (graphs_ && quad.graph.kind != TermKind::none) {
      text += ' ';
      append_ntriples(text, quad.graph);
    }
    text += " .\n";
    out_.write_if_full();
  }
  void finish() override { out_.finish(); }

private:
  TextOutput out_;
  bool graphs_;
};

class TurtleWriter final : public RdfWriter {
public:
  TurtleWriter(std::ostream& out, bool graphs, const std::map<std::string, std::string>& prefixes)
      : out_(out), graphs_(graphs) {
    for (const auto& [name, iri] : prefixes)
      prefix(name, iri);
  }

  void prefix(std::string_view name, std::string_view iri) override {
    if (!is_plain_prefix(name, iri))
      return;
    const auto same_name = std::find_if(prefixes_.begin(), prefixes_.end(),
                                        [&](const Prefix& known) { return known.name == name; });
    if (same_name != prefixes_.end()) {
      if (same_name->iri == iri)
        return;
      prefixes_.erase(same_name);
    }
    end_graph();
    out_.text().append("@prefix ").append(name).append(": <").append(iri).append("> .\n");
    // Longest first, so that the first one that fits leaves the shortest name.
    const auto place = std::find_if(prefixes_.begin(), prefixes_.end(),
                                    [&](const Prefix& known) { return known.iri.size() < iri.size(); });
    prefixes_.insert(place, {std::string(name), std::string(iri)});
    after_prefixes_ = true;
  }

  void statement(const QuadView& quad) override {
    std::string& text = out_.text();
    if (graphs_ && quad.graph != TermView(last_.graph))
      begin_graph(quad.graph);
    if (open_ && quad.subject == TermView(last_.subject)) {
      if (quad.predicate == TermView(last_.predicate)) {
        text.append(" ,\n").append(indent() + 8, ' ');
      } else {
        text.append(" ;\n").append(indent() + 4, ' ');
        verb(quad.predicate);
      }
    } else {
      end_subject();
      if (std::exchange(after_prefixes_, false))
        text += '\n';
      text.append(indent(), ' ');
      term(quad.subject);
      text += ' ';
      verb(quad.predicate);
      last_.subject = Term(quad.subject);
      open_ = true;
    }
    term(quad.object);
    out_.write_if_full();
  }

  void finish() override {
    end_graph();
    out_.finish();
  }

private:
  struct Prefix {
    std::string name;
    std::string iri;
  };

  [[nodiscard]] std::size_t indent() const { return last_.graph.kind == TermKind::none ? 0 : 4; }

  void end_subject() {
    if (open_)
      out_.text() += " .\n";
    open_ = false;
  }
  void end_graph() {
    end_subject();
    if (last_.graph.kind != TermKind::none)
      out_.text() += "}\n";
    last_.graph = {};
  }
  void begin_graph(const TermView& graph) {
    end_graph();
    if (graph.kind == TermKind::none)
      return;
    if (std::exchange(after_prefixes_, false))
      out_.text() += '\n';
    term(graph);
    out_.text() += " {\n";
    last_.graph = Term(graph);
  }

  void verb(const TermView& predicate) {
    if (predicate.value == vocabulary::rdf::type)
      out_.text() += 'a';
    else
      term(predicate);
    out_.text() += ' ';
    last_.predicate = Term(predicate);
  }

  void term(const TermView& term) {
    if (term.kind == TermKind::iri) {
      iri_text(term.value);
    } else if (term.kind == TermKind::literal && !term.datatype.empty()) {
      if (can_stand_bare(term)) {
        out_.text() += term.value;
      } else {
        append_ntriples(out_.text(), literal(term.value));
        out_.text() += "^^";
        iri_text(term.datatype);
      }
    } else {
      append_ntriples(out_.text(), term);
    }
  }

  void iri_text(std::string_view iri) {
    for (const Prefix& known : prefixes_)
      if (iri.substr(0, known.iri.size()) == known.iri && is_plain_local_name(iri.substr(known.iri.size()))) {
        out_.text().append(known.name).append(":").append(iri.substr(known.iri.size()));
        return;
      }
    out_.text().append("<").append(iri).append(">");
  }

  TextOutput out_;
  bool graphs_;
  std::vector<Prefix> prefixes_;
  Quad last_; ///< subject and predicate while open_, graph while its braces are open
  bool open_ = false;
  bool after_prefixes_ = false;
};

} // namespace

std::unique_ptr<RdfWriter> make_rdf_writer(Syntax syntax, std::ostream& out,
                                           const std::map<std::string, std::string>& prefixes) {
  const bool graphs = syntax == Syntax::trig || syntax == Syntax::nquads;
  if (syntax == Syntax::ntriples || syntax == Syntax::nquads)
    return std::make_unique<LineWriter>(out, graphs);
  return std::make_unique<TurtleWriter>(out, graphs, prefixes);
}

} // namespace micrograph::rdf
