#include "lift/record_lifter.hpp"

#include "lift/emitter.hpp"
#include "lift/node_path.hpp"

#include <cstdint>
#include <set>

namespace micrograph::lift {

namespace {

class RecordLifter {
public:
  RecordLifter(const std::string& vocabulary, const std::string& document_iri, rdf::StatementSink& statements)
      : vocabulary_(vocabulary), path_(document_iri), emit_(statements) {}

  LiftResult run(const document::Record& root) {
    path_.add_step(root.name, 1);
    emit_.node(path_.document(), markup::root, path_.iri());
    const std::string root_iri(path_.iri());
    lift(root, 1, vocabulary_ + root.name);
    return {root_iri, leaves_, emit_.count()};
  }

private:
  void lift(const document::Record& record, std::uint64_t position, const std::string& type) {
    const std::string iri(path_.iri());
    emit_.node(iri, rdf::vocabulary::rdf::type, type);
    emit_.position(iri, position);
    if (record.has_value) {
      emit_.text(iri, rdf::vocabulary::rdf::value, record.value);
      ++leaves_;
    }
    const std::size_t length = path_.length();
    SiblingCounter siblings;
    std::uint64_t child_position = 0;
    for (const document::Record& child : record.children) {
      path_.add_step(child.name, siblings.count(address_of(child.name)));
      const std::string property = vocabulary_ + child.name;
      emit_.node(iri, property, path_.iri());
      lift(child, ++child_position, property);
      path_.cut_to(length);
    }
  }

  /// The same text at the same address each time, as SiblingCounter needs it.
  std::string_view address_of(const std::string& name) { return *names_.insert(name).first; }

  std::string vocabulary_;
  NodePath path_;
  Emitter emit_;
  std::set<std::string> names_;
  std::uint64_t leaves_ = 0;
};

} // namespace

LiftResult lift_record(const document::Document& document, const std::string& document_iri,
                       rdf::StatementSink& statements) {
  MICROGRAPH_EXPECTS(!document.vocabulary.empty());
  return RecordLifter(document.vocabulary, document_iri, statements).run(document.record);
}

} // namespace micrograph::lift
