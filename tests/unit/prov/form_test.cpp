#include "prov/form.hpp"

#include <doctest/doctest.h>

using namespace micrograph;
using prov::Form;
using prov::guess_form;

TEST_CASE("the form of a document is told by its start") {
  CHECK(guess_form("document\n") == Form::prov_n);
  CHECK(guess_form("\xEF\xBB\xBF // a remark\n/* another */ document/**/") == Form::prov_n);
  CHECK_FALSE(guess_form("documents "));
  CHECK_FALSE(guess_form("document"));

  CHECK(guess_form("<prov:document xmlns:prov='http://www.w3.org/ns/prov#'>") == Form::prov_xml);
  CHECK(guess_form("<?xml version='1.0'?>\n<!-- <a> --><!DOCTYPE a><document/>") == Form::prov_xml);
  CHECK_FALSE(guess_form("<rdf:RDF>"));
  CHECK_FALSE(guess_form("<http://e/document> a <http://e/b> ."));

  CHECK(guess_form("{\"prefix\": {}}") == Form::prov_json);
  CHECK(guess_form("{\"x\": {\"@id\": [\"entity\", \"a\"]}, \"wasDerivedFrom\": {") == Form::prov_json);
  CHECK_FALSE(guess_form("{\"@context\": {}, \"entity\": {}}"));
  CHECK_FALSE(guess_form("{\"a\": {\"entity\": {}}, \"b\": \"entity\"}"));
  CHECK_FALSE(guess_form("{\"a\\\"entity\": 1}"));
  CHECK_FALSE(guess_form("[{\"entity\": {}}]"));
}

TEST_CASE("what ends too early is no form, and is not read over its end") {
  for (const char* text : {"", "{", "{\"", "{\"entity", "{\"a\\", "<", "<?", "<!--", "/*", "//", "<a", "}"})
    CHECK_FALSE(guess_form(text) == Form::prov_n);
  CHECK_FALSE(guess_form("<!-- document"));
}

TEST_CASE("forms have names") {
  for (const Form form : {Form::prov_n, Form::prov_json, Form::prov_xml})
    CHECK(prov::form_from_name(prov::name_of(form)) == form);
  CHECK_FALSE(prov::form_from_name("turtle"));
}

TEST_CASE("every form is read") {
  FindingList findings;
  CHECK(prov::read("document prefix ex <http://e/> entity(ex:a) endDocument", "t", Form::prov_n, findings).records.size() == 1);
  CHECK(prov::read("{\"prefix\": {\"ex\": \"http://e/\"}, \"entity\": {\"ex:a\": {}}}", "t", Form::prov_json, findings)
            .records.size() == 1);
  CHECK(prov::read("<prov:document xmlns:prov='http://www.w3.org/ns/prov#' xmlns:ex='http://e/'><prov:entity prov:id='ex:a'/>"
                   "</prov:document>",
                   "t", Form::prov_xml, findings)
            .records.size() == 1);
}
